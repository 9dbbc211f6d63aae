//! From what the user names to single files, in an order that never changes.

use super::archive::Archive;
use super::name::{self, Outputs};
use super::{Code, Failure, Limits, report};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Something that the user named: a folder, an archive or a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// Whether it was named by a list. Outputs of listed files keep the folders that the list gives them; what was
    /// named by hand stands under its own name, and the contents of a single folder stand at the top.
    pub listed: bool,
}

/// Which files of folders and archives are wanted. What is named itself is always wanted.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only files that match one of these; every file where `None`.
    pub include: Option<GlobSet>,
    /// No files or folders that match one of these.
    pub exclude: GlobSet,
    /// Also hidden files (`.name`), and those that office programs and systems leave behind (`~$name`, `Thumbs.db` …).
    pub hidden: bool,
}

impl Filter {
    /// Patterns such as `*.docx` (a file's name) or `2024/**/*.txt` (its path within the folder named).
    ///
    /// # Errors
    /// Where a pattern is none.
    pub fn patterns<S: AsRef<str>>(patterns: &[S]) -> Result<GlobSet, globset::Error> {
        let mut set = GlobSetBuilder::new();
        for pattern in patterns.iter().map(AsRef::as_ref) {
            let anywhere = if pattern.contains('/') { String::new() } else { "**/".to_owned() };
            let pattern = anywhere + pattern.trim_start_matches('/');
            set.add(GlobBuilder::new(&pattern).literal_separator(true).build()?);
        }
        set.build()
    }

    fn wants_folder(&self, path: &Path) -> bool {
        !self.is_clutter(path) && !self.exclude.is_match(path)
    }

    fn wants_file(&self, path: &Path) -> bool {
        self.wants_folder(path) && self.include.as_ref().is_none_or(|set| set.is_match(path))
    }

    fn is_clutter(&self, path: &Path) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let clutter = ["Thumbs.db", "desktop.ini", "__MACOSX"];
        !self.hidden && (name.starts_with('.') || name.starts_with("~$") || clutter.contains(&&*name))
    }
}

/// One file to read.
#[derive(Debug)]
pub(super) struct Item {
    /// Counts from 1.
    pub(super) number: u64,
    /// Its path as people read it; members stand after `archive.zip!/`.
    pub(super) label: String,
    /// Its name without folders.
    pub(super) name: String,
    /// Where its JSON goes, within the folder of outputs.
    pub(super) output: PathBuf,
    pub(super) place: Place,
}

#[derive(Debug)]
pub(super) enum Place {
    File(PathBuf),
    Member(Arc<Archive>, usize),
    /// Already known not to be readable.
    Nowhere(Failure),
}

/// All files of a batch, one by one. It holds no more than one folder's names at each level of folders.
#[derive(Debug)]
pub(super) struct Walk {
    inputs: std::vec::IntoIter<Input>,
    /// A single folder's contents stand at the top of the outputs.
    alone: bool,
    filter: Filter,
    limits: Limits,
    /// The folder of outputs is never read.
    out: PathBuf,
    outputs: Outputs,
    number: u64,
    folder: Option<Folder>,
    archive: Option<Opened>,
}

#[derive(Debug)]
struct Folder {
    root: PathBuf,
    entries: walkdir::IntoIter,
    /// Where its contents go.
    prefix: Vec<String>,
}

#[derive(Debug)]
struct Opened {
    archive: Arc<Archive>,
    next: usize,
    /// What its members so far hold when expanded, in bytes.
    expanded: u64,
    label: String,
    prefix: Vec<String>,
}

impl Walk {
    pub(super) fn new(inputs: &[Input], filter: &Filter, limits: &Limits, out: &Path) -> Self {
        Self {
            alone: inputs.len() == 1,
            inputs: Vec::from(inputs).into_iter(),
            filter: filter.clone(),
            limits: *limits,
            out: out.canonicalize().unwrap_or_else(|_| out.to_owned()),
            outputs: Outputs::new(report::FILE),
            number: 0,
            folder: None,
            archive: None,
        }
    }

    fn item(&mut self, label: String, parts: &[String], place: Place) -> Item {
        self.number += 1;
        let name = parts.last().cloned().unwrap_or_default();
        Item { number: self.number, label, name, output: self.outputs.place(parts), place }
    }

    /// Takes up an input; the file, where it is one.
    fn start(&mut self, input: Input) -> Option<Item> {
        let label = name::readable_path(&input.path);
        let metadata = match input.path.metadata() {
            Ok(metadata) => metadata,
            Err(e) => {
                return Some(self.item(
                    label,
                    &self.prefix(&input),
                    Place::Nowhere(unreachable(&input.path, &e)),
                ));
            }
        };
        if !metadata.is_dir() {
            return self.file(input.path.clone(), label, self.prefix(&input), &metadata);
        }
        let prefix = if self.alone && !input.listed { Vec::new() } else { self.prefix(&input) };
        let entries = walkdir::WalkDir::new(&input.path).follow_links(true).sort_by_file_name().into_iter();
        self.folder = Some(Folder { root: input.path, entries, prefix });
        None
    }

    /// Where the outputs of an input go.
    fn prefix(&self, input: &Input) -> Vec<String> {
        let mut parts = name::parts(&input.path);
        if parts.is_empty() {
            parts = name::parts(&input.path.canonicalize().unwrap_or_default());
        }
        if !input.listed {
            parts.drain(..parts.len().saturating_sub(1));
        }
        parts
    }

    /// The file at `path`; `None` where it is an archive, whose members come next.
    fn file(
        &mut self,
        path: PathBuf,
        label: String,
        parts: Vec<String>,
        metadata: &Metadata,
    ) -> Option<Item> {
        if !metadata.is_file() {
            let message = "it is a pipe, socket or device, and was not opened";
            return Some(self.item(label, &parts, Place::Nowhere(Failure::new(Code::NotAFile, message))));
        }
        if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip")) {
            match Archive::open(&path) {
                Ok(None) => {}
                Ok(Some(archive)) => {
                    let archive = Arc::new(archive);
                    self.archive = Some(Opened { archive, next: 0, expanded: 0, label, prefix: parts });
                    return None;
                }
                Err(failure) => return Some(self.item(label, &parts, Place::Nowhere(failure))),
            }
        }
        Some(self.item(label, &parts, Place::File(path)))
    }

    /// The next entry of the folder: nothing where it is over, `Some(None)` where the entry is no file.
    fn next_of_folder(&mut self) -> Option<Option<Item>> {
        let folder = self.folder.as_mut()?;
        let Some(entry) = folder.entries.next() else {
            self.folder = None;
            return Some(None);
        };
        let parts = |path: &Path| {
            let inside = path.strip_prefix(&folder.root).unwrap_or(path);
            [folder.prefix.clone(), name::parts(inside)].concat()
        };
        let entry = match entry {
            Ok(entry) => entry,
            Err(e) => {
                let path = e.path().unwrap_or(&folder.root).to_owned();
                let parts = parts(&path);
                let failure = match (e.loop_ancestor(), e.io_error()) {
                    (Some(above), _) => link_loop(above),
                    (None, Some(e)) => unreachable(&path, e),
                    (None, None) => Failure::new(Code::Io, e.to_string()),
                };
                return Some(Some(self.item(name::readable_path(&path), &parts, Place::Nowhere(failure))));
            }
        };
        let path = entry.path();
        let inside = path.strip_prefix(&folder.root).unwrap_or(path);
        if entry.file_type().is_dir() {
            let wanted = entry.depth() == 0 || self.filter.wants_folder(inside);
            if !wanted || path.canonicalize().is_ok_and(|path| path == self.out) {
                folder.entries.skip_current_dir();
            }
            return Some(None);
        }
        let is_archive = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
        let wanted =
            if is_archive { self.filter.wants_folder(inside) } else { self.filter.wants_file(inside) };
        if !wanted {
            return Some(None);
        }
        let (path, label, parts) = (path.to_owned(), name::readable_path(path), parts(path));
        Some(match entry.metadata() {
            Ok(metadata) => self.file(path, label, parts, &metadata),
            Err(e) => {
                let failure = e.io_error().map_or_else(|| Failure::new(Code::Io, e.to_string()), Failure::io);
                Some(self.item(label, &parts, Place::Nowhere(failure)))
            }
        })
    }

    /// The next member of the archive, as [`Self::next_of_folder`].
    fn next_of_archive(&mut self) -> Option<Option<Item>> {
        let opened = self.archive.as_mut()?;
        let index = opened.next;
        if index >= opened.archive.len() {
            self.archive = None;
            return Some(None);
        }
        opened.next += 1;
        let (archive, label) = (Arc::clone(&opened.archive), opened.label.clone());
        let mut parts = opened.prefix.clone();
        let member = match archive.member(index) {
            Ok(member) => member,
            Err(failure) => return Some(Some(self.item(label, &parts, Place::Nowhere(failure)))),
        };
        let inside = name::member_parts(&member.name);
        let path: PathBuf = inside.iter().collect();
        let hidden = path
            .ancestors()
            .skip(1)
            .any(|above| !above.as_os_str().is_empty() && !self.filter.wants_folder(above));
        if member.is_folder || hidden || !self.filter.wants_file(&path) {
            return Some(None);
        }
        opened.expanded = opened.expanded.saturating_add(member.expanded);
        let place = if let Err(failure) = self.limits.check_archive(opened.expanded) {
            Place::Nowhere(failure)
        } else if path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip")) {
            let message = "archives inside archives are not opened; unpack it first";
            Place::Nowhere(Failure::new(Code::Archive, message))
        } else {
            Place::Member(archive, index)
        };
        parts.extend(inside);
        Some(Some(self.item(format!("{label}!/{}", member.name), &parts, place)))
    }
}

impl Iterator for Walk {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let found = self.next_of_archive().or_else(|| self.next_of_folder());
            let item = match found {
                Some(item) => item,
                None => {
                    let input = self.inputs.next()?;
                    self.start(input)
                }
            };
            if item.is_some() {
                return item;
            }
        }
    }
}

/// Why there is nothing at `path`: a link may lead nowhere, or to itself.
fn unreachable(path: &Path, e: &std::io::Error) -> Failure {
    let failure = Failure::io(e);
    if !path.is_symlink() {
        return failure;
    }
    match failure.code {
        Code::NotFound => Failure::new(Code::NotFound, "the link leads to nothing"),
        Code::Io => Failure::new(Code::LinkLoop, format!("the link cannot be followed: {e}")),
        _ => failure,
    }
}

fn link_loop(above: &Path) -> Failure {
    let above = name::readable_path(above);
    Failure::new(Code::LinkLoop, format!("the link leads back to {above}, and was not followed"))
}
