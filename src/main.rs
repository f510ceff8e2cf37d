//! The page.

fn main() {
    tierwise::ui::start();
}
