//! The first step of a batch: every file is read, and what comes of it goes into the journal.
//!
//! Threads of our own take one file after another. A thread cannot be made to leave a file that takes too long, so it
//! is left alone with it: the file has failed, and a new thread takes the old one's place.

use super::journal::Journal;
use super::record::{Done, Hash, Packed, named, nameless};
use super::state::State;
use super::walk::{Item, Place, Walk};
use super::{Batch, Code, Error, Failure, Format, Watch, limits};
use crate::lexicon::Lexicon;
use crate::{notice, source};
use std::fs::File;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// Enough for the deepest document that [`source::Limits`] let pass.
const STACK_BYTES: usize = 16 << 20;

/// What the threads share.
pub(super) struct Shop {
    batch: Batch,
    state: Arc<State>,
    lexicon: Lexicon,
    walk: Mutex<Walk>,
    journal: Arc<Mutex<Journal>>,
    watch: Arc<dyn Watch>,
    stop: Arc<AtomicBool>,
    /// Whether the walk is at its end.
    exhausted: AtomicBool,
    /// Why nothing can be written any more.
    error: Mutex<Option<Error>>,
}

/// What one thread is at.
#[derive(Default)]
struct Desk(Mutex<Option<Task>>);

struct Task {
    item: Arc<Item>,
    begin: Instant,
    /// The content that it has claimed, and its size.
    claimed: Option<(Hash, u64)>,
}

/// What came of an item.
enum Found {
    Failed(Failure),
    /// Somebody else reads this content, or has read it.
    Known(Hash, u64),
    /// Read here: what goes into the store, and the JSON of the notice without its file's name.
    New(Hash, u64, Result<(Packed, String), Failure>),
}

/// Does the first step; whether it went through to the last input.
pub(super) fn run(
    batch: &Batch,
    state: &Arc<State>,
    journal: &Arc<Mutex<Journal>>,
    jobs: usize,
    watch: &Arc<dyn Watch>,
    stop: &Arc<AtomicBool>,
) -> Result<bool, Error> {
    let walk = || Walk::new(&batch.inputs, &batch.filter, &batch.limits, &batch.out);
    watch.counted(walk().take_while(|_| !stop.load(Ordering::Relaxed)).count() as u64);
    let shop = Arc::new(Shop {
        batch: batch.clone(),
        state: Arc::clone(state),
        lexicon: Lexicon::default(),
        walk: Mutex::new(walk()),
        journal: Arc::clone(journal),
        watch: Arc::clone(watch),
        stop: Arc::clone(stop),
        exhausted: AtomicBool::new(false),
        error: Mutex::new(None),
    });
    let (ended, ends) = mpsc::channel();
    let mut desks: Vec<Arc<Desk>> = Vec::new();
    for _ in 0..jobs {
        desks.push(shop.hire(&ended)?);
    }
    let mut working = jobs;
    while working > 0 {
        if ends.recv_timeout(Duration::from_millis(50)).is_ok() {
            working -= 1;
        }
        for desk in &mut desks {
            let Some(task) = desk.take_late(batch.limits.timeout) else { continue };
            shop.give_up(&task);
            *desk = shop.hire(&ended)?;
        }
    }
    match lock(&shop.error).take() {
        Some(e) => Err(e),
        None => Ok(shop.exhausted.load(Ordering::Relaxed)),
    }
}

/// A thread that panicked elsewhere left nothing half done behind the locks: each guards one step.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    fn begin(&self, item: &Arc<Item>) {
        *lock(&self.0) = Some(Task { item: Arc::clone(item), begin: Instant::now(), claimed: None });
    }

    fn claimed(&self, hash: Hash, bytes: u64) {
        if let Some(task) = lock(&self.0).as_mut() {
            task.claimed = Some((hash, bytes));
        }
    }

    /// Whether the task is still the thread's own: nobody gave it up meanwhile.
    fn end(&self) -> Option<Task> {
        lock(&self.0).take()
    }

    fn take_late(&self, timeout: Option<Duration>) -> Option<Task> {
        let mut task = lock(&self.0);
        let late = task.as_ref().is_some_and(|task| timeout.is_some_and(|most| task.begin.elapsed() > most));
        if late { task.take() } else { None }
    }
}

/// Says that a thread ended, however it did.
struct Ending(Option<mpsc::Sender<()>>);

impl Ending {
    /// Another thread has taken this one's place, and will say so in its turn.
    fn withdraw(&mut self) {
        self.0 = None;
    }
}

impl Drop for Ending {
    fn drop(&mut self) {
        if let Some(ended) = &self.0 {
            let _ = ended.send(()); // nobody waits any more
        }
    }
}

impl Shop {
    /// Starts a thread.
    fn hire(self: &Arc<Self>, ended: &mpsc::Sender<()>) -> Result<Arc<Desk>, Error> {
        let desk = Arc::new(Desk::default());
        let (shop, at, mut ending) = (Arc::clone(self), Arc::clone(&desk), Ending(Some(ended.clone())));
        let thread = thread::Builder::new().name("duban".to_owned()).stack_size(STACK_BYTES);
        let started = thread.spawn(move || {
            if shop.work(&at).is_none() {
                ending.withdraw();
            }
        });
        started.map_err(|e| Error::io(self.state.out(), e))?;
        Ok(desk)
    }

    /// Takes items until there are none; `None` where this thread was given up.
    fn work(&self, desk: &Desk) -> Option<()> {
        while !self.stop.load(Ordering::Relaxed) {
            let Some(item) = lock(&self.walk).next().map(Arc::new) else {
                self.exhausted.store(true, Ordering::Relaxed);
                break;
            };
            desk.begin(&item);
            let found = self.read(&item, desk);
            let task = desk.end()?;
            self.keep(&item, found, task.begin.elapsed());
        }
        Some(())
    }

    fn read(&self, item: &Item, desk: &Desk) -> Found {
        let bytes = match &item.place {
            Place::Nowhere(failure) => Err(failure.clone()),
            Place::File(path) => read_file(path, &self.batch.reading.limits),
            Place::Member(archive, index) => archive.read(*index, &self.batch.reading.limits),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(failure) => return Found::Failed(failure),
        };
        let (hash, len) = (Hash::of(&bytes), bytes.len() as u64);
        if !lock(&self.journal).claim(hash) {
            return Found::Known(hash, len);
        }
        desk.claimed(hash, len);
        Found::New(hash, len, self.extract(&item.name, &bytes))
    }

    fn extract(&self, name: &str, bytes: &[u8]) -> Result<(Packed, String), Failure> {
        let extract = || {
            let document = source::read(name, bytes, &self.batch.reading).map_err(|e| Failure::source(&e))?;
            let mut notice = notice::extract(document, &self.lexicon);
            let json = nameless(&mut notice);
            Ok((Packed::new(&notice, &json)?, json))
        };
        // A thread's panic is a fault of ours; it costs one file, not the batch.
        catch_unwind(AssertUnwindSafe(extract)).unwrap_or_else(|panic| {
            let said = panic.downcast_ref::<String>().map(String::as_str);
            let said = said.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
            let message = format!("a fault in duban itself ({said}); please report it, with the file");
            Err(Failure::new(Code::Internal, message))
        })
    }

    /// Puts what was found into the journal; stops the batch where that fails.
    fn keep(&self, item: &Item, found: Found, took: Duration) {
        let bytes = match &found {
            Found::Failed(_) => 0,
            Found::Known(_, bytes) | Found::New(_, bytes, _) => *bytes,
        };
        match self.try_keep(item, found, took) {
            Ok(()) => self.watch.done(bytes),
            Err(e) => {
                lock(&self.error).get_or_insert(e);
                self.stop.store(true, Ordering::Relaxed);
            }
        }
    }

    fn try_keep(&self, item: &Item, found: Found, took: Duration) -> Result<(), Error> {
        let seconds = took.as_secs_f64();
        let mut done = Done {
            label: item.label.clone(),
            name: item.name.clone(),
            output: item.output.clone(),
            written: false,
            content: Err(Failure::new(Code::Internal, String::new())),
            seconds,
        };
        let is_json = self.batch.format == Format::Json;
        match found {
            Found::Failed(failure) => done.content = Err(failure),
            Found::Known(hash, _) => {
                done.content = Ok(hash);
                done.written =
                    is_json && lock(&self.journal).is_written(self.state.out(), &item.output, hash);
            }
            Found::New(hash, bytes, result) => {
                done.content = Ok(hash);
                let packed = match result {
                    Ok((packed, json)) => {
                        if is_json {
                            // Where it cannot be written, the second step tries again and reports it.
                            done.written = self.state.write(&item.output, &named(&json, &item.name))?.is_ok();
                        }
                        Ok(packed)
                    }
                    Err(failure) => Err(failure),
                };
                lock(&self.journal).keep(hash, bytes, seconds, packed)?;
            }
        }
        lock(&self.journal).done(item.number, done)
    }

    /// Reports a file that took too long.
    fn give_up(&self, task: &Task) {
        let failure = self.batch.limits.timed_out();
        let found = match task.claimed {
            Some((hash, bytes)) => Found::New(hash, bytes, Err(failure)),
            None => Found::Failed(failure),
        };
        self.keep(&task.item, found, task.begin.elapsed());
    }
}

/// Reads a file, never further than its limit, though it may grow meanwhile.
fn read_file(path: &Path, most: &source::Limits) -> Result<Vec<u8>, Failure> {
    let file = File::open(path).map_err(|e| Failure::io(&e))?;
    let len = file.metadata().map_err(|e| Failure::io(&e))?.len();
    limits::check_file(most, len)?;
    let mut bytes = Vec::with_capacity(len as usize);
    file.take(most.file_bytes.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| Failure::io(&e))?;
    limits::check_file(most, bytes.len() as u64)?;
    Ok(bytes)
}
