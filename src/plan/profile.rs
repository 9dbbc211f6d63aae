//! The shape in which a target is reached.

use super::Month;
use serde::Deserialize;
use std::fmt;
use std::str::FromStr;

/// How much of a target falls to each month between its start and its deadline.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Profile {
    /// The same each month (序时进度).
    #[default]
    Even,
    /// Falling month by month: the first of *n* months weighs *n*, the last 1.
    Front,
    /// Rising month by month: the first weighs 1, the last of *n* months *n*.
    Back,
    /// Slow, fast, slow: month *i* of *n* weighs *i* (*n* + 1 − *i*), as building sites go.
    SCurve,
    /// Weights of January to December, as whole numbers; only their ratios matter. What the months of a target
    /// weigh together is its whole; even where that is 0.
    Weights([u16; 12]),
}

/// A name that is no profile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no profile `{0}`: use even, front, back or s-curve")]
pub struct ProfileError(String);

impl Profile {
    /// Weights of the `count` months from `first` on; at most 240 months differ.
    pub fn weights(&self, first: Month, count: usize) -> Vec<u16> {
        // i(n + 1 − i) stays below 2^16 up to n = 510; targets over more than twenty years are spread evenly.
        let n = u16::try_from(count).unwrap_or(u16::MAX);
        if n > 240 {
            return vec![1; count];
        }
        match self {
            Self::Even => vec![1; count],
            Self::Front => (1..=n).rev().collect(),
            Self::Back => (1..=n).collect(),
            Self::SCurve => (1..=n).map(|i| i * (n + 1 - i)).collect(),
            Self::Weights(of_year) => {
                let from = first.number() - 1;
                let weights: Vec<u16> = of_year.iter().cycle().skip(from).take(count).copied().collect();
                if weights.iter().all(|&w| w == 0) { vec![1; count] } else { weights }
            }
        }
    }
}

impl FromStr for Profile {
    type Err = ProfileError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
            "even" => Ok(Self::Even),
            "front" => Ok(Self::Front),
            "back" => Ok(Self::Back),
            "s-curve" => Ok(Self::SCurve),
            _ => Err(ProfileError(name.to_owned())),
        }
    }
}

impl TryFrom<String> for Profile {
    type Error = ProfileError;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        name.parse()
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Even => "even",
            Self::Front => "front",
            Self::Back => "back",
            Self::SCurve => "s-curve",
            Self::Weights(_) => "weights",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn weights(profile: Profile, first: i8, count: usize) -> Vec<u16> {
        profile.weights(Month::new(2031, first).unwrap(), count)
    }

    #[test]
    fn each_profile_has_its_shape() {
        assert_eq!(weights(Profile::Even, 3, 4), [1, 1, 1, 1]);
        assert_eq!(weights(Profile::Front, 3, 4), [4, 3, 2, 1]);
        assert_eq!(weights(Profile::Back, 3, 4), [1, 2, 3, 4]);
        assert_eq!(weights(Profile::SCurve, 3, 4), [4, 6, 6, 4]);
    }

    #[test]
    fn own_weights_belong_to_the_months_of_the_year() {
        let spring = Profile::Weights([0, 0, 2, 5, 3, 0, 0, 0, 0, 0, 0, 1]);
        assert_eq!(weights(spring.clone(), 4, 3), [5, 3, 0]);
        assert_eq!(weights(spring.clone(), 12, 3), [1, 0, 0]);
        assert_eq!(weights(spring, 7, 2), [1, 1]);
    }

    #[test]
    fn names_are_read_as_they_are_written() {
        for name in ["even", "front", "back", "s-curve"] {
            assert_eq!(name.parse::<Profile>().unwrap().to_string(), name);
        }
        assert!("fast".parse::<Profile>().unwrap_err().to_string().contains("`fast`"));
    }
}
