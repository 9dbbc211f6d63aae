//! Thousands of notices at once.
