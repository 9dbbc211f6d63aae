//! What one file may cost at most.

use super::error::LimitExceeded;

/// What one file may cost at most. The defaults are far above any real notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file, in bytes.
    pub file_bytes: u64,
    /// Size of all parts of a zip container that are read, unpacked, in bytes.
    pub expanded_bytes: u64,
    /// How many times its packed size a part may unpack to. Parts under 1 MiB may always.
    pub compression_ratio: u64,
    /// How deep XML elements may be nested.
    pub xml_depth: usize,
    /// How deep tables may stand in cells of tables.
    pub table_depth: usize,
    /// How many paragraphs and cells a document may have.
    pub blocks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 256 << 20,
            expanded_bytes: 256 << 20,
            compression_ratio: 200,
            xml_depth: 256,
            table_depth: 16,
            blocks: 1_000_000,
        }
    }
}

impl Limits {
    pub(super) fn check_file(&self, bytes: usize) -> Result<(), LimitExceeded> {
        if bytes as u64 > self.file_bytes { Err(LimitExceeded::FileBytes(self.file_bytes)) } else { Ok(()) }
    }

    pub(super) fn check_blocks(&self, blocks: usize) -> Result<(), LimitExceeded> {
        if blocks > self.blocks { Err(LimitExceeded::Blocks(self.blocks as u64)) } else { Ok(()) }
    }
}
