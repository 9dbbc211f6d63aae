//! Notices of places that do not exist, built by hand.
#![allow(dead_code)] // the bench uses its own part

use duban::notice::Notice;
use serde_json::{Value, json};

fn notice(name: &str, title: &str, number: Value, tasks: &[Value]) -> Notice {
    serde_json::from_value(json!({
        "schema_version": "1.0",
        "source": {"name": name, "format": "txt", "encoding": "UTF-8", "sha256": "", "bytes": 1},
        "content": {"text": "", "blocks": []},
        "document_kind": "plan",
        "title": {"text": title, "span": null},
        "document_number": number,
        "issuer": null, "addressees": [], "date_of_issue": null, "jurisdiction": null, "plan_year": 2031,
        "plan_title": null, "declared_task_count": null, "attachments": [], "copied_to": [],
        "tasks": tasks,
        "requirements": [],
        "reporting": [{
            "text": "每月5日前", "frequency": "monthly", "due": {"day": 5},
            "reporter": "各责任单位", "recipient": "县政府督查室", "span": null
        }],
        "diagnostics": []
    }))
    .unwrap()
}

struct Task<'a> {
    title: &'a str,
    body: &'a str,
    yuan: Option<(u64, &'a str)>,
    target: (&'a str, &'a str),
    leader: &'a str,
    units: &'a [(&'a str, &'a str)],
    deadline: &'a str,
}

impl Task<'_> {
    fn json(&self) -> Value {
        let quote = |text: &str| json!({"text": text, "span": null});
        let investments: Vec<Value> = self
            .yuan
            .iter()
            .map(|(yuan, comparator)| {
                json!({"text": "", "yuan": yuan, "comparator": comparator, "kind": "investment", "purpose": null,
                    "span": null})
            })
            .collect();
        let units: Vec<Value> = self
            .units
            .iter()
            .map(|(name, role)| {
                json!({"name": name, "full_name": null, "role": role, "kind": "unit", "label": null, "span": null})
            })
            .collect();
        json!({
            "id": "1", "number": null, "path": [],
            "title": quote(self.title),
            "body": quote(self.body),
            "leaders": [{"name": self.leader, "role": "responsible", "label": "责任领导", "post": null, "span": null}],
            "units": units,
            "investments": investments,
            "targets": [{
                "text": self.target.1, "value": null, "unit": null, "comparator": "ge", "kind": "quantity",
                "indicator": self.target.0, "part_of": null, "span": null
            }],
            "deadlines": [{"text": self.deadline, "date": "2031-10-31", "kind": "by", "span": null}],
            "subtasks": []
        })
    }
}

/// Three tasks of a county, one of them with words that a spreadsheet would run.
pub(crate) fn county() -> Notice {
    let tasks = [
        Task {
            title: "提升教育质量",
            body: "新建公办幼儿园5所，10月底前投入使用。",
            yuan: Some((26_000_000, "eq")),
            target: ("新建公办幼儿园", "5所"),
            leader: "罗文博",
            units: &[("县教育局", "lead"), ("县住建局", "responsible"), ("县财政局", "supporting")],
            deadline: "10月底前",
        },
        Task {
            title: "改善农村交通",
            body: "改造农村公路120.5公里。\n优先安排断头路。",
            yuan: Some((123_456_700, "ge")),
            target: ("改造农村公路", "120.5公里"),
            leader: "罗文博",
            units: &[("县交通运输局", "lead"), ("县财政局", "supporting")],
            deadline: "11月底前",
        },
        Task {
            title: "=HYPERLINK(\"x\")|<b>&",
            body: "+1-1",
            yuan: None,
            target: ("", "@全面清零"),
            leader: "韩立军",
            units: &[("县财政局", "lead"), ("../../县教育局", "supporting")],
            deadline: "年底前",
        },
    ];
    notice(
        "云溪.txt",
        "关于印发《云溪县2031年民生实事责任分解方案》的通知",
        json!({"text": "云政办发〔2031〕7号", "agency": "云政办发", "year": 2031, "serial": 7, "span": null}),
        &tasks.map(|task| task.json()),
    )
}

/// One task of a town.
pub(crate) fn town() -> Notice {
    let task = Task {
        title: "整治人居环境",
        body: "改造户厕300座。",
        yuan: Some((900_000, "eq")),
        target: ("改造户厕", "300座以上"),
        leader: "赵岚",
        units: &[("县住建局", "lead")],
        deadline: "6月底前",
    };
    notice("石桥镇.txt", "石桥镇2031年重点工作", Value::Null, &[task.json()])
}

/// As many tasks as a province has, shared among so many units.
pub(crate) fn large(tasks: usize, units: usize) -> Notice {
    let names: Vec<String> = (1..=units).map(|i| format!("第{i}工作局")).collect();
    let at = |i: usize| names[i % units].as_str();
    let tasks: Vec<Value> = (0..tasks)
        .map(|i| {
            Task {
                title: &format!("推进第{}项重点工程", i + 1),
                body: &"新建、改建一批基础设施，完善配套管网，加强运行管理，确保按期建成投用。".repeat(3),
                yuan: Some((1_000_000 + i as u64 * 10_000, "eq")),
                target: ("完成投资和建设任务", "80%以上"),
                leader: ["甲某某", "乙某某", "丙某某"][i % 3],
                units: &[(at(i), "lead"), (at(i + 7), "responsible"), (at(i + 19), "supporting")],
                deadline: "12月底前",
            }
            .json()
        })
        .collect();
    notice("省.txt", "某省2031年重点工程责任分解方案", Value::Null, &tasks)
}
