//! The folder within the outputs where a batch keeps what is not for others to see.

use super::{Error, Failure};
use std::ffi::OsString;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

const NAME: &str = ".duban";
/// Files that are being written.
const TEMPORARY: &str = "writing";

/// The state folder, locked as long as this lives. Outputs that hold all notices are written there first, and then get
/// their names.
#[derive(Debug)]
pub(super) struct State {
    out: PathBuf,
    folder: PathBuf,
    temporary: PathBuf,
    count: AtomicU64,
    /// The system unlocks it when the process ends, however that happens.
    _lock: File,
}

impl State {
    /// Makes the folders where they are not there yet, and takes what a killed batch left half written away.
    pub(super) fn open(out: &Path) -> Result<Self, Error> {
        let folder = out.join(NAME);
        let temporary = folder.join(TEMPORARY);
        fs::create_dir_all(&folder).map_err(|e| Error::io(&folder, e))?;
        let path = folder.join("lock");
        let lock = File::create(&path).map_err(|e| Error::io(&path, e))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Busy(out.to_owned())),
            // Some network file systems have no locks. Two batches at once are the user's to avoid there.
            Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(e)) => return Err(Error::io(&path, e)),
        }
        match fs::remove_dir_all(&temporary) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(Error::io(&temporary, e)),
            _ => {}
        }
        fs::create_dir(&temporary).map_err(|e| Error::io(&temporary, e))?;
        Ok(Self { out: out.to_owned(), folder, temporary, count: AtomicU64::new(0), _lock: lock })
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn out(&self) -> &Path {
        &self.out
    }

    /// A path for a file that is being written.
    pub(super) fn temporary(&self) -> PathBuf {
        self.temporary.join(self.count.fetch_add(1, Ordering::Relaxed).to_string())
    }

    /// Gives a file that is whole its name, in the folder of outputs.
    pub(super) fn publish(&self, temporary: &Path, name: &str) -> io::Result<()> {
        fs::rename(temporary, self.out.join(name))
    }

    /// Writes one notice's output. It is the input's failure where only its own file cannot be written, and an error
    /// where nothing can be written any more.
    ///
    /// The temporary file stands beside the output: to move a file from one folder to another is work that threads can
    /// only do one after the other. Its name is made from the output's, so that a batch that goes on after a killed one
    /// writes over what that one left.
    pub(super) fn write(&self, output: &Path, text: &str) -> Result<Result<(), Failure>, Error> {
        let path = self.out.join(output);
        let mut name = OsString::from(".");
        name.push(path.file_name().unwrap_or_default());
        name.push(".new");
        let temporary = path.with_file_name(name);
        let write = || fs::write(&temporary, text);
        let written = match write() {
            Err(e) if e.kind() == io::ErrorKind::NotFound => {
                path.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| write())
            }
            done => done,
        };
        let Err(e) = written.and_then(|()| fs::rename(&temporary, &path)) else { return Ok(Ok(())) };
        let _ = fs::remove_file(&temporary); // it may not be there
        match e.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::ReadOnlyFilesystem => {
                Err(Error::io(&path, e))
            }
            _ => Ok(Err(Failure::writing(&path, &e))),
        }
    }
}
