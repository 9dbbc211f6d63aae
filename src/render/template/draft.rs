//! Files to be.

use super::Error;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Path relative to the output folder, `/` between its parts; safe on every file system, and the same for the same
    /// input.
    pub name: String,
    /// What goes into it.
    pub bytes: Vec<u8>,
}

/// A file whose name is known and whose bytes are made when they are asked for. A year of forms is thousands of files:
/// whoever writes them one after another never holds more than one.
pub struct Draft<'b> {
    name: String,
    make: Box<dyn Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'b>,
}

impl<'b> Draft<'b> {
    /// The file `name`, whose bytes `make` makes.
    pub(super) fn new(name: String, make: impl Fn() -> Result<Vec<u8>, Error> + Send + Sync + 'b) -> Self {
        Self { name, make: Box::new(make) }
    }

    /// Its path, as [`File::name`].
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Makes the file; the same bytes each time.
    ///
    /// # Errors
    /// Where it cannot be made; a fault of this library, whatever the notices hold.
    pub fn make(&self) -> Result<File, Error> {
        Ok(File { name: self.name.clone(), bytes: (self.make)()? })
    }
}

impl From<File> for Draft<'_> {
    fn from(file: File) -> Self {
        Self::new(file.name, move || Ok(file.bytes.clone()))
    }
}

impl std::fmt::Debug for Draft<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Draft").field("name", &self.name).finish_non_exhaustive()
    }
}
