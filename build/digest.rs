/// FNV-1a, 32 bits: the names of messages stand in the program as this, a quarter of their length.
///
/// The build script includes this file too; a test fails when two names have the same.
pub(crate) const fn digest(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let mut hash = 0x811c_9dc5;
    let mut place = 0;
    while place < bytes.len() {
        #[allow(clippy::indexing_slicing)] // Below the length.
        let byte = bytes[place];
        hash = (hash ^ byte as u32).wrapping_mul(0x0100_0193);
        place += 1;
    }
    hash
}
