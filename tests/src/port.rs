//! Ports that nobody else will take.

use std::net::TcpListener;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Below the range from which the system gives ports to outgoing connections, so that a server which stops and comes
/// back on its port finds it free.
const FIRST: u32 = 12_000;
const COUNT: u32 = 18_000;

/// A port on loopback that was free a moment ago. Test processes start their search at different places.
pub fn free() -> u16 {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let begin = process::id().wrapping_mul(37);
    for _ in 0..COUNT {
        let step = NEXT.fetch_add(1, Ordering::Relaxed);
        let candidate = FIRST + begin.wrapping_add(step) % COUNT;
        let port = u16::try_from(candidate).expect("the range lies within the ports");
        if TcpListener::bind(("127.0.0.1", port)).is_ok() {
            return port;
        }
    }
    panic!("no port is free");
}
