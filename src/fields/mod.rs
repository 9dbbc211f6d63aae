//! Recognisers: from text to grounded values.
