"""Fills in and reads workbooks and documents for the tests, with openpyxl and python-docx.

office.py fill IN OUT < JSON     JSON: {"sheet": {"A1": value}}
office.py values IN              every sheet's cells as last calculated: {"sheet": {"A1": value}}
office.py sheets IN              what openpyxl knows of each sheet: state, protection, lists, formats
office.py paragraphs IN          text of a document, in order, cells of tables included
"""

import datetime
import json
import sys

command, path = sys.argv[1], sys.argv[2]


def plain(value):
    if isinstance(value, (datetime.date, datetime.datetime)):
        return value.isoformat()[:10]
    return value


if command == "fill":
    import openpyxl

    book = openpyxl.load_workbook(path)
    for sheet, cells in json.load(sys.stdin).items():
        for cell, value in cells.items():
            book[sheet][cell] = value
    book.save(sys.argv[3])
elif command == "values":
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    found = {
        sheet.title: {
            cell.coordinate: plain(cell.value) for row in sheet for cell in row if cell.value is not None
        }
        for sheet in book
    }
    json.dump(found, sys.stdout, ensure_ascii=False)
elif command == "sheets":
    import openpyxl

    book = openpyxl.load_workbook(path)
    found = {
        sheet.title: {
            "state": sheet.sheet_state,
            "protected": sheet.protection.sheet,
            "lists": sorted(v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"),
            "lamps": sum(len(rules) for rules in sheet.conditional_formatting._cf_rules.values()),
            "charts": len(sheet._charts),
            "formulas": sum(c.data_type == "f" for row in sheet for c in row),
            "open_formulas": sum(c.data_type == "f" and not c.protection.locked for row in sheet for c in row),
            "open": sum(not c.protection.locked for row in sheet for c in row),
        }
        for sheet in book
    }
    json.dump(found, sys.stdout, ensure_ascii=False)
elif command == "paragraphs":
    import docx

    found = []
    document = docx.Document(path)
    for item in document.iter_inner_content():
        if hasattr(item, "rows"):
            found += [[cell.text for cell in row.cells] for row in item.rows]
        else:
            found.append(item.text)
    json.dump(found, sys.stdout, ensure_ascii=False)
