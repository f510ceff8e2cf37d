//! What lets one think further than the answer: a program of its own, fetched once the reader comes near its place.
//!
//! `decide.js` starts it and takes what it leaves: a function to be told what the page shows.

fn main() {
    tierwise::ui::further::start();
}
