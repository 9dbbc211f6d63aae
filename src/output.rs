//! Writing files: whole or not at all, under names that are safe anywhere.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file is there, and the caller did not ask to replace it.
    #[error("{} exists already", path.display())]
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// The system refused: no space, no permission, no such folder …
    #[error("cannot write {}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// What to do about a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// Replace it.
    Replace,
    /// Keep it, and fail with [`Error::Exists`].
    Keep,
}

/// Writes `bytes` to `path`, making the folders above it.
///
/// # Errors
/// As [`write_with`].
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<(), Error> {
    write_with(path, existing, |file| file.write_all(bytes))
}

/// Lets `fill` write a temporary file beside `path`, then gives it its name; nobody ever sees half a file.
/// Folders above `path` are made. What is no regular file (`/dev/null`, a pipe) is written to as it is.
///
/// # Errors
/// Where the file is there and [`Existing::Keep`] was asked for, or where the system or `fill` fails.
pub fn write_with(
    path: &Path,
    existing: Existing,
    fill: impl FnOnce(&mut File) -> io::Result<()>,
) -> Result<(), Error> {
    let io = |source| Error::Io { path: path.to_owned(), source };
    let there = path.metadata().ok();
    if there.is_some() && existing == Existing::Keep {
        return Err(Error::Exists { path: path.to_owned() });
    }
    if there.is_some_and(|meta| !meta.is_file() && !meta.is_dir()) {
        return File::options().write(true).open(path).and_then(|mut file| fill(&mut file)).map_err(io);
    }
    // A link stays a link: what it points to is replaced.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder).map_err(io)?;
    let mut temporary = temporary(folder).map_err(io)?;
    fill(temporary.as_file_mut()).map_err(io)?;
    let kept = match existing {
        Existing::Replace => temporary.persist(&target),
        Existing::Keep => temporary.persist_noclobber(&target),
    };
    match kept {
        Ok(_) => Ok(()),
        Err(e) if e.error.kind() == io::ErrorKind::AlreadyExists => {
            Err(Error::Exists { path: path.to_owned() })
        }
        Err(e) => Err(io(e.error)),
    }
}

/// A temporary file with the permissions that a new file has, not those of a secret.
fn temporary(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".duban-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666)); // less the user's umask
    }
    builder.tempfile_in(folder)
}

/// A file or folder name made of `text`: one path component, without the characters that a file system or a shell
/// minds, at most 180 bytes long; `_` where nothing is left.
///
/// ```
/// assert_eq!(duban::output::safe_name("县住建局（城管局）"), "县住建局（城管局）");
/// assert_eq!(duban::output::safe_name("../../etc/passwd"), "etc_passwd");
/// assert_eq!(duban::output::safe_name("con"), "con_");
/// ```
pub fn safe_name(text: &str) -> String {
    /// Leaves room for a suffix within the 255 bytes that file systems allow.
    const MAX_BYTES: usize = 180;
    let mut name = String::new();
    for c in text.chars() {
        let c = if c.is_control() || c.is_whitespace() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c };
        if is_invisible(c) || (c == '_' && name.ends_with('_')) {
            continue;
        }
        if name.len() + c.len_utf8() > MAX_BYTES {
            break;
        }
        name.push(c);
    }
    let mut name = name.trim_matches(['.', '_', '-']).to_owned();
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    if device || name.is_empty() {
        name.push('_');
    }
    name
}

/// Characters that change how a name looks, or nothing at all: zero-width and direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    type Tested = Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_file_is_whole_or_not_there() -> Tested {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a/b.json");
        let failed = write_with(&path, Existing::Replace, |file| {
            file.write_all(b"half")?;
            Err(io::Error::other("the pen broke"))
        });
        assert!(failed.is_err_and(|e| e.to_string().ends_with("b.json: the pen broke")));
        assert_eq!(std::fs::read_dir(folder.path().join("a"))?.count(), 0, "nothing is left behind");

        write(&path, b"one", Existing::Keep)?;
        assert!(matches!(write(&path, b"two", Existing::Keep), Err(Error::Exists { .. })));
        assert_eq!(std::fs::read(&path)?, b"one");
        write(&path, b"three", Existing::Replace)?;
        assert_eq!(std::fs::read(&path)?, b"three");
        Ok(())
    }

    #[cfg(unix)]
    #[test]
    fn links_and_devices_stay_what_they_are() -> Tested {
        let folder = tempfile::tempdir()?;
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        write(&file, b"one", Existing::Keep)?;
        std::os::unix::fs::symlink(&file, &link)?;
        write(&link, b"two", Existing::Replace)?;
        assert!(link.symlink_metadata()?.is_symlink());
        assert_eq!(std::fs::read(&file)?, b"two");
        write(Path::new("/dev/null"), b"gone", Existing::Replace)?;
        Ok(())
    }

    #[test]
    fn names_are_one_safe_component() {
        for (text, name) in [
            ("a/b\\c", "a_b_c"),
            ("..", "_"),
            ("", "_"),
            (" 教育局\n", "教育局"),
            ("LPT1.txt", "LPT1.txt_"),
            ("局\u{202E}长", "局长"),
            (".hidden", "hidden"),
        ] {
            assert_eq!(safe_name(text), name, "{text:?}");
        }
        assert!(safe_name(&"局".repeat(500)).len() <= 180);
    }
}
