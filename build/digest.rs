/// FNV-1a, folded to 16 bits: the names of messages stand in the program as this, a tenth of their length.
///
/// The build script includes this file too; it chooses a salt with which no two names of a group have the same.
pub(crate) fn digest(name: &str, salt: u32) -> u16 {
    let mut hash = 0x811c_9dc5 ^ salt;
    for byte in name.bytes() {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    ((hash >> 16) ^ (hash & 0xffff)) as u16
}
