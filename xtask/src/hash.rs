//! Names for contents.

/// Twelve hexadecimal digits that change with the contents (FNV-1a). Against mistakes, not against malice.
pub fn short(contents: &[u8]) -> String {
    let hash = contents
        .iter()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    format!("{:012x}", hash >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_fnv_1a() {
        assert_eq!(short(b""), "cbf29ce48422");
        assert_eq!(short(b"foobar"), "85944171f739");
    }
}
