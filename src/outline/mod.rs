//! The tree of sections and tasks.
