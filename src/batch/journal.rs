//! What is done, kept so that a batch which was stopped, in whatever way, goes on where it was.
//!
//! Two files of the state folder only ever grow while a batch runs. The log has a line for each content that was read,
//! by its hash, and one for each input; the store has the JSON of each notice, compressed. A line is written when all
//! that it speaks of is written, so a torn line at the end costs one file's work and nothing else. When a batch is
//! through, the log is rewritten to hold just what that batch used. The store keeps what it has until the journal is
//! begun anew.

use super::archive::read_at;
use super::record::{self, Content, Done, Hash, Line, Packed, Stored};
use super::{Error, Failure};
use std::collections::HashMap;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What is known of a content.
#[derive(Debug)]
enum Known {
    /// Somebody reads it.
    Claimed,
    /// The place of its line in the log, the number of the first input that holds it, 0 where not known yet, and
    /// whether this batch read it.
    Read { at: u64, first: u64, is_new: bool },
}

/// The log and the store, and where everything stands in them.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    made_by: String,
    log: Growing,
    store: Growing,
    contents: HashMap<Hash, Known>,
    /// What the outputs hold that an earlier batch wrote, by a hash of their path.
    outputs: HashMap<u64, Hash>,
    /// Places of this batch's inputs in the log, by number.
    inputs: Vec<u64>,
    /// Contents of this batch that an earlier one had read.
    reused: u64,
}

/// A file that grows at its end.
#[derive(Debug)]
struct Growing {
    path: PathBuf,
    file: File,
    len: u64,
}

impl Growing {
    fn open(path: PathBuf) -> Result<Self, Error> {
        let open = || {
            let mut file = File::options().read(true).append(true).create(true).open(&path)?;
            let len = file.seek(SeekFrom::End(0))?;
            Ok((file, len))
        };
        match open() {
            Ok((file, len)) => Ok(Self { path, file, len }),
            Err(e) => Err(Error::io(&path, e)),
        }
    }

    fn append(&mut self, bytes: &[u8]) -> Result<u64, Error> {
        let at = self.len;
        if let Err(e) = self.file.write_all(bytes) {
            let _ = self.file.set_len(at); // where that fails too, reading finds the torn end
            return Err(Error::io(&self.path, e));
        }
        self.len += bytes.len() as u64;
        Ok(at)
    }

    fn read(&self, at: u64, len: usize) -> Result<Vec<u8>, Error> {
        let mut bytes = vec![0; len];
        let mut filled = 0;
        while let Some(rest) = bytes.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match read_at(&self.file, rest, at + filled as u64) {
                Ok(0) => return Err(Error::io(&self.path, io::ErrorKind::UnexpectedEof.into())),
                Ok(read) => filled += read,
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) => return Err(Error::io(&self.path, e)),
            }
        }
        Ok(bytes)
    }

    fn line(&self, at: u64) -> Result<Line, Error> {
        const GUESS: u64 = 1024;
        let mut len = GUESS;
        loop {
            let bytes = self.read(at, len.min(self.len.saturating_sub(at)) as usize)?;
            if let Some(end) = memchr::memchr(b'\n', &bytes) {
                return serde_json::from_slice(&bytes[..end]).map_err(|e| Error::io(&self.path, e.into()));
            }
            if at + len >= self.len {
                return Err(Error::io(&self.path, io::ErrorKind::UnexpectedEof.into()));
            }
            len *= 8;
        }
    }
}

const LOG: &str = "log";
const STORE: &str = "store";

impl Journal {
    /// Opens the journal in `folder`, or begins it where `forget` says so, or where what is there was made by anything
    /// else than `made_by`.
    pub(super) fn open(folder: &Path, made_by: String, forget: bool) -> Result<Self, Error> {
        let begun = forget || head(&folder.join(LOG)).as_ref() != Some(&made_by);
        if begun {
            for file in [LOG, STORE] {
                match fs::remove_file(folder.join(file)) {
                    Err(e) if e.kind() != io::ErrorKind::NotFound => {
                        return Err(Error::io(&folder.join(file), e));
                    }
                    _ => {}
                }
            }
        }
        let mut journal = Self {
            log: Growing::open(folder.join(LOG))?,
            store: Growing::open(folder.join(STORE))?,
            folder: folder.to_owned(),
            made_by,
            contents: HashMap::new(),
            outputs: HashMap::new(),
            inputs: Vec::new(),
            reused: 0,
        };
        if begun {
            let line = Line::Head(journal.made_by.clone());
            journal.log.append(line.text().as_bytes())?;
        } else {
            journal.load()?;
        }
        Ok(journal)
    }

    /// Reads the log up to its end, or to where it is torn; from there on it is cut off.
    fn load(&mut self) -> Result<(), Error> {
        let fail = |e| Error::io(&self.log.path, e);
        let mut reader = BufReader::new(File::open(&self.log.path).map_err(fail)?);
        let (mut at, mut line) = (0, Vec::new());
        loop {
            line.clear();
            let read = reader.read_until(b'\n', &mut line).map_err(fail)? as u64;
            let Some(Ok(parsed)) = line.strip_suffix(b"\n").map(serde_json::from_slice::<Line>) else {
                break;
            };
            match parsed {
                Line::Head(_) => {}
                Line::Content(content) => {
                    let reusable = match &content.result {
                        Ok(stored) => stored.at + u64::from(stored.len) <= self.store.len,
                        Err(failure) => failure.lies_in_the_content(),
                    };
                    if reusable {
                        self.contents.insert(content.hash, Known::Read { at, first: 0, is_new: false });
                    }
                }
                Line::Input(done) => match done.content {
                    Ok(hash) if done.written => drop(self.outputs.insert(path_hash(&done.output), hash)),
                    _ => drop(self.outputs.remove(&path_hash(&done.output))),
                },
            }
            at += read;
        }
        self.log.file.set_len(at).map_err(fail)?;
        self.log.len = at;
        Ok(())
    }

    /// Whether the caller is to read this content: nobody has, and nobody else will.
    pub(super) fn claim(&mut self, hash: Hash) -> bool {
        let mut is_new = false;
        self.contents.entry(hash).or_insert_with(|| {
            is_new = true;
            Known::Claimed
        });
        is_new
    }

    /// Whether an earlier batch wrote the notice of this content to `output`, in the folder `out`.
    pub(super) fn is_written(&self, out: &Path, output: &Path, hash: Hash) -> bool {
        self.outputs.get(&path_hash(output)) == Some(&hash) && out.join(output).is_file()
    }

    /// Whether an earlier batch wrote anything to `output`.
    pub(super) fn wrote(&self, output: &Path) -> bool {
        self.outputs.contains_key(&path_hash(output))
    }

    /// Keeps what became of a content.
    pub(super) fn keep(
        &mut self,
        hash: Hash,
        bytes: u64,
        seconds: f64,
        result: Result<Packed, Failure>,
    ) -> Result<(), Error> {
        let result = match result {
            Ok(packed) => {
                let at = self.store.append(&packed.json)?;
                Ok(Stored { counts: packed.counts, at, len: packed.json.len() as u32 })
            }
            Err(failure) => Err(failure),
        };
        let at =
            self.log.append(Line::Content(Content { hash, bytes, seconds, result }).text().as_bytes())?;
        self.contents.insert(hash, Known::Read { at, first: 0, is_new: true });
        Ok(())
    }

    /// Keeps what became of an input.
    pub(super) fn done(&mut self, number: u64, done: Done) -> Result<(), Error> {
        let at = self.log.append(Line::Input(done).text().as_bytes())?;
        let index = number.saturating_sub(1) as usize;
        if self.inputs.len() <= index {
            self.inputs.resize(index + 1, u64::MAX);
        }
        if let Some(place) = self.inputs.get_mut(index) {
            *place = at;
        }
        Ok(())
    }

    /// How many inputs this batch has.
    pub(super) fn inputs(&self) -> u64 {
        self.inputs.len() as u64
    }

    pub(super) fn reused(&self) -> u64 {
        self.reused
    }

    pub(super) fn input(&self, number: u64) -> Result<Done, Error> {
        let at = self.inputs.get(number.saturating_sub(1) as usize).copied().unwrap_or(u64::MAX);
        match self.log.line(at)? {
            Line::Input(done) => Ok(done),
            _ => Err(self.strange()),
        }
    }

    /// What became of a content, and the number of the first input that held it: `number` where there was none.
    pub(super) fn content(&mut self, hash: Hash, number: u64) -> Result<(Content, u64), Error> {
        let Some(Known::Read { at, first, is_new }) = self.contents.get_mut(&hash) else {
            return Err(self.strange());
        };
        if *first == 0 {
            *first = number;
            self.reused += u64::from(!*is_new);
        }
        let (at, first) = (*at, *first);
        match self.log.line(at)? {
            Line::Content(content) => Ok((content, first)),
            _ => Err(self.strange()),
        }
    }

    /// The JSON of a content's notice, on one line, as if it had been read from a file called `name`.
    pub(super) fn json(&self, hash: Hash, stored: &Stored, name: &str) -> Result<String, Error> {
        let packed = self.store.read(stored.at, stored.len as usize)?;
        let json = record::unpacked(&packed, hash).ok_or_else(|| self.strange())?;
        Ok(record::named(&json, name))
    }

    pub(super) fn error(&self, e: io::Error) -> Error {
        Error::io(&self.log.path, e)
    }

    fn strange(&self) -> Error {
        let why = "it was changed by somebody else; run again with --force";
        self.error(io::Error::new(io::ErrorKind::InvalidData, why))
    }

    /// Begins the log that replaces this one.
    pub(super) fn rewrite(&self) -> Result<Rewrite, Error> {
        let path = self.folder.join("log.new");
        let file = File::create(&path).map_err(|e| Error::io(&path, e))?;
        let mut log = BufWriter::new(file);
        log.write_all(Line::Head(self.made_by.clone()).text().as_bytes()).map_err(|e| Error::io(&path, e))?;
        Ok(Rewrite { path, log })
    }
}

/// The log that holds just what one batch used.
#[derive(Debug)]
pub(super) struct Rewrite {
    path: PathBuf,
    log: BufWriter<File>,
}

impl Rewrite {
    fn line(&mut self, line: &Line) -> Result<(), Error> {
        self.log.write_all(line.text().as_bytes()).map_err(|e| Error::io(&self.path, e))
    }

    pub(super) fn content(&mut self, content: Content) -> Result<(), Error> {
        self.line(&Line::Content(content))
    }

    pub(super) fn input(&mut self, done: Done) -> Result<(), Error> {
        self.line(&Line::Input(done))
    }

    /// Puts the new log in the old one's place.
    pub(super) fn finish(mut self) -> Result<(), Error> {
        let replace = self.log.flush().and_then(|()| fs::rename(&self.path, self.path.with_file_name(LOG)));
        replace.map_err(|e| Error::io(&self.path, e))
    }
}

fn head(log: &Path) -> Option<String> {
    let mut line = String::new();
    BufReader::new(File::open(log).ok()?).read_line(&mut line).ok()?;
    match serde_json::from_str(line.strip_suffix('\n')?).ok()? {
        Line::Head(made_by) => Some(made_by),
        _ => None,
    }
}

fn path_hash(path: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}
