//! Notices inside a zip archive, read one by one without unpacking it.

use super::{Code, Failure, limits, name};
use crate::source::Limits;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;
use zip::ZipArchive;
use zip::result::ZipError;

/// An open archive. Its list of members is read once; any thread may then read any member.
#[derive(Debug)]
pub(super) struct Archive {
    zip: ZipArchive<Positioned>,
}

/// What the list of an archive says about a member. Nothing of it can be trusted.
#[derive(Debug)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) is_folder: bool,
    /// Size when expanded, in bytes.
    pub(super) expanded: u64,
    packed: u64,
    is_encrypted: bool,
}

impl Archive {
    /// Opens the archive at `path`; `None` where the zip is a document of its own (docx, xlsx …).
    pub(super) fn open(path: &Path) -> Result<Option<Self>, Failure> {
        let file = File::open(path).map_err(|e| Failure::io(&e))?;
        let zip =
            ZipArchive::new(Positioned::new(file).map_err(|e| Failure::io(&e))?).map_err(|e| damaged(&e))?;
        if zip.index_for_name_raw(b"[Content_Types].xml").is_some() {
            return Ok(None);
        }
        Ok(Some(Self { zip }))
    }

    pub(super) fn len(&self) -> usize {
        self.zip.len()
    }

    pub(super) fn member(&self, index: usize) -> Result<Member, Failure> {
        let entry = self.zip.by_index_data(index).map_err(|e| damaged(&e))?;
        Ok(Member {
            name: name::readable(entry.name_raw()),
            is_folder: entry.is_dir(),
            expanded: entry.size(),
            packed: entry.compressed_size(),
            is_encrypted: entry.encrypted(),
        })
    }

    /// Expands a member in memory, never further than the limits allow, whatever its list says.
    pub(super) fn read(&self, index: usize, most: &Limits) -> Result<Vec<u8>, Failure> {
        let member = self.member(index)?;
        if member.is_encrypted {
            return Err(Failure::new(
                Code::Archive,
                "it is encrypted; unpack the archive with its password first",
            ));
        }
        limits::check_ratio(most, member.packed, member.expanded)?;
        limits::check_file(most, member.expanded)?;
        let mut zip = self.zip.clone();
        let file = zip.by_index(index).map_err(|e| damaged(&e))?;
        let end = most.file_bytes.min(limits::most_from(most, member.packed));
        let mut bytes = Vec::new();
        file.take(end.saturating_add(1))
            .read_to_end(&mut bytes)
            .map_err(|e| Failure::new(Code::Archive, format!("it is damaged inside its archive: {e}")))?;
        limits::check_ratio(most, member.packed, bytes.len() as u64)?;
        limits::check_file(most, bytes.len() as u64)?;
        Ok(bytes)
    }
}

fn damaged(e: &ZipError) -> Failure {
    Failure::new(Code::Archive, format!("the archive cannot be read: {e}"))
}

/// A file with a place of its own, so that clones read side by side.
#[derive(Debug, Clone)]
struct Positioned {
    file: Arc<File>,
    len: u64,
    at: u64,
}

impl Positioned {
    fn new(file: File) -> io::Result<Self> {
        let len = file.metadata()?.len();
        Ok(Self { file: Arc::new(file), len, at: 0 })
    }
}

impl Read for Positioned {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = read_at(&self.file, buffer, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Positioned {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.at)
    }
}

/// Reads at a place without moving anybody else's.
#[cfg(unix)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buffer, at)
}

/// Reads at a place without moving anybody else's.
#[cfg(windows)]
pub(super) fn read_at(file: &File, buffer: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buffer, at)
}
