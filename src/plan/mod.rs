//! Targets over quarters and months.
