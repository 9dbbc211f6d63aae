//! duban.toml: what an office sets once. Nothing in it is needed; all of it has a default.

use crate::plan::Profile;
use crate::render::{
    page::Fonts,
    table::{By, Column},
    template::ledger::Thresholds,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The name under which a configuration is looked for in the working folder.
pub const FILE_NAME: &str = "duban.toml";

/// A configuration that sets nothing but the defaults, and explains each.
pub const TEMPLATE: &str = include_str!("config/duban.toml");

/// What an office sets once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// The responsibility table.
    pub table: Table,
    /// How targets are spread over the months.
    pub plan: Plan,
    /// Where the lamps of ledgers change, in percent of what is planned by now.
    pub lamps: Thresholds,
    /// Fonts of Word documents, workbooks and pages.
    pub fonts: Fonts,
    /// Names of units and leaders that mean another: name as written → name to use.
    pub aliases: BTreeMap<String, String>,
}

/// Section `[table]`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Table {
    /// How tables are arranged.
    pub by: By,
    /// Their columns; if empty, the usual ones less those without content.
    pub columns: Vec<Column>,
    /// Whether CSV begins with a byte-order mark.
    pub csv_bom: bool,
}

impl Default for Table {
    fn default() -> Self {
        Table { by: By::default(), columns: Vec::new(), csv_bom: true }
    }
}

/// Section `[plan]`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// The shape in which targets are reached.
    pub profile: Profile,
    /// Weights of January to December, which go before the profile.
    pub weights: Option<[u16; 12]>,
}

impl Plan {
    /// The profile that holds: the weights, where there are any.
    pub fn profile(&self) -> Profile {
        self.weights.map_or_else(|| self.profile.clone(), Profile::Weights)
    }
}

/// Why a configuration could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file could not be opened or read.
    #[error("cannot read {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is no TOML, or sets something that is not there.
    #[error("{}: {source}", path.display())]
    Toml {
        /// The file.
        path: PathBuf,
        /// What is wrong, and on which line.
        source: Box<toml::de::Error>,
    },
}

impl Config {
    /// The configuration in `text`.
    ///
    /// ```
    /// let config = duban::config::Config::parse("table.columns = ['序号', 'task', '牵头单位']").unwrap();
    /// assert_eq!(config.table.columns.len(), 3);
    /// ```
    ///
    /// # Errors
    /// Where `text` is no TOML, or sets something that is not there; with line and column.
    pub fn parse(text: &str) -> Result<Config, toml::de::Error> {
        toml::from_str(text)
    }

    /// The configuration in the file `path`.
    ///
    /// # Errors
    /// Where it cannot be read or used.
    pub fn read(path: &Path) -> Result<Config, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        Config::parse(&text).map_err(|source| Error::Toml { path: path.to_owned(), source: Box::new(source) })
    }

    /// The configuration in `folder`, if there is one.
    ///
    /// # Errors
    /// Where it cannot be read or used.
    pub fn in_folder(folder: &Path) -> Result<Config, Error> {
        let path = folder.join(FILE_NAME);
        if path.exists() { Config::read(&path) } else { Ok(Config::default()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_template_sets_the_defaults() {
        assert_eq!(Config::parse(TEMPLATE), Ok(Config::default()));
    }

    #[test]
    fn every_line_that_is_commented_out_can_be_used() {
        let used: String = TEMPLATE
            .lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line))
            .flat_map(|line| [line, "\n"])
            .collect();
        let config = Config::parse(&used).unwrap();
        assert_eq!(config.table.columns.len(), Column::DEFAULT.len());
        assert!(!config.aliases.is_empty());
        assert!(matches!(config.plan.profile(), Profile::Weights(_)));
    }

    #[test]
    fn a_slip_is_told_with_its_line() {
        let error = Config::parse("[table]\ncolumns = ['单价']\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("单价"), "{error}");
        let error = Config::parse("[plan]\nprofile = 'fast'\n").unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("s-curve"), "{error}");
        let error = Config::parse("[lamps]\nbehind = 95\n").unwrap_err().to_string();
        assert!(error.contains("below"), "{error}");
        let error = Config::parse("[tabel]\n").unwrap_err().to_string();
        assert!(error.contains("tabel"), "{error}");
    }
}
