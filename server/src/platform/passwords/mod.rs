//! Passwords: which may be chosen, and how they are kept (Argon2id, RFC 9106; 19 MiB, two passes). Hashing costs CPU
//! and memory on purpose, so only as many run at once as there are cores, and only so many may wait.

mod choice;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{Error, PasswordHasher, PasswordVerifier, phc::PasswordHash},
};
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{Outcome, Problem};
pub use choice::{LONGEST, SHORTEST, check};

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// So many may wait for their turn; the next one is told at once to come again.
const WAITING_AT_MOST: usize = 64;

/// Hashes and verifies. Cheap to clone; all clones share one queue.
#[derive(Clone)]
pub struct Passwords(Arc<Inner>);

struct Inner {
    argon2: Argon2<'static>,
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
    waiting_at_most: usize,
    /// The hash of a password that nobody has: compared with where there is no account, so that both take as long.
    nobodys: String,
}

impl Passwords {
    pub fn new() -> Outcome<Self> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self::with_room(cores, WAITING_AT_MOST)
    }

    fn with_room(at_once: usize, waiting_at_most: usize) -> Outcome<Self> {
        let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(Problem::internal)?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobodys = nobodys();
        let turns = Arc::new(Semaphore::new(at_once));
        Ok(Self(Arc::new(Inner { argon2, turns, waiting: AtomicUsize::new(0), waiting_at_most, nobodys })))
    }

    /// The hash to be stored, with a new salt (PHC string). Not inside a unit of work.
    ///
    /// # Errors
    /// `Problem::Busy` when too many already wait.
    pub async fn hash(&self, password: &str) -> Outcome<String> {
        let password = password.to_owned();
        self.in_turn(move |inner| hash(&inner.argon2, &password)).await
    }

    /// Whether `password` is the one that `stored` was made from. Without a stored hash the answer is no, after the
    /// same time. Not inside a unit of work.
    ///
    /// # Errors
    /// `Problem::Busy` when too many already wait.
    pub async fn verify(&self, password: &str, stored: Option<&str>) -> Outcome<bool> {
        // Nothing that long was ever accepted, and hashing it would only cost.
        let too_long = password.chars().count() > LONGEST;
        let known = stored.is_some() && !too_long;
        let password = if too_long { String::new() } else { password.to_owned() };
        let stored = stored.unwrap_or(&self.0.nobodys).to_owned();
        let same = self.in_turn(move |inner| verify(&inner.argon2, &password, &stored)).await?;
        Ok(same && known)
    }

    async fn in_turn<T, F>(&self, work: F) -> Outcome<T>
    where
        T: Send + 'static,
        F: FnOnce(&Inner) -> Outcome<T> + Send + 'static,
    {
        let turn = self.turn().await?;
        let inner = self.0.clone();
        let done = tokio::task::spawn_blocking(move || {
            // Held until the memory is free again, even when nobody waits for the answer any more.
            let _turn = turn;
            work(&inner)
        });
        done.await.map_err(Problem::internal)?
    }

    async fn turn(&self) -> Outcome<OwnedSemaphorePermit> {
        if let Ok(turn) = self.0.turns.clone().try_acquire_owned() {
            return Ok(turn);
        }
        let _place = Place::take(&self.0)?;
        self.0.turns.clone().acquire_owned().await.map_err(Problem::internal)
    }
}

/// A place in the queue, given back when the turn comes or the waiter goes away.
struct Place<'a>(&'a Inner);

impl<'a> Place<'a> {
    fn take(inner: &'a Inner) -> Outcome<Self> {
        let place = Self(inner);
        let before = inner.waiting.fetch_add(1, Ordering::SeqCst);
        if before >= inner.waiting_at_most { Err(Problem::Busy) } else { Ok(place) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What a hash looks like, made of random bytes: no password leads to it, and making it costs neither the time nor the
/// memory of a hash, which a server would keep from its start on.
fn nobodys() -> String {
    let (mut salt, mut output) = ([0_u8; 16], [0_u8; 32]);
    rand::fill(&mut salt);
    rand::fill(&mut output);
    let (salt, output) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(output));
    format!("$argon2id$v=19$m={MEMORY_KIB},t={PASSES},p={LANES}${salt}${output}")
}

fn hash(argon2: &Argon2<'_>, password: &str) -> Outcome<String> {
    let hash: PasswordHash = argon2.hash_password(password.as_bytes()).map_err(Problem::internal)?;
    Ok(hash.to_string())
}

fn verify(argon2: &Argon2<'_>, password: &str, stored: &str) -> Outcome<bool> {
    let stored = PasswordHash::new(stored).map_err(Problem::internal)?;
    match argon2.verify_password(password.as_bytes(), &stored) {
        Ok(()) => Ok(true),
        Err(Error::PasswordInvalid) => Ok(false),
        Err(error) => Err(Problem::internal(error)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[tokio::test]
    async fn a_password_is_known_again_and_another_one_is_not() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords.hash("năm con trâu gặm cỏ").await.unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{stored}");
        assert!(passwords.verify("năm con trâu gặm cỏ", Some(&stored)).await.unwrap());
        assert!(!passwords.verify("nam con trau gam co", Some(&stored)).await.unwrap());
        assert!(!passwords.verify(&"x".repeat(100_000), Some(&stored)).await.unwrap());
        assert_ne!(passwords.hash("năm con trâu gặm cỏ").await.unwrap(), stored);
    }

    #[tokio::test]
    async fn nobody_has_no_password_and_costs_as_much() {
        let passwords = Passwords::new().unwrap();
        let stored = passwords.hash("năm con trâu gặm cỏ").await.unwrap();
        // The same algorithm with the same costs, and it is really computed: a clock would measure the machine's load.
        let costs = |hash: &str| hash.split('$').take(4).collect::<Vec<_>>().join("$");
        assert_eq!(costs(&passwords.0.nobodys), costs(&stored));
        let begun = Instant::now();
        assert!(!passwords.verify("another password", None).await.unwrap());
        assert!(begun.elapsed() > Duration::from_millis(3));
    }

    #[tokio::test]
    async fn sixty_four_at_once_are_all_served_one_core_at_a_time() {
        let passwords = Passwords::with_room(2, 64).unwrap();
        let all = (0..64).map(|_| passwords.verify("a password", None));
        let answers = futures_util::future::join_all(all).await;
        assert!(answers.into_iter().all(|answer| !answer.unwrap()));
        assert_eq!(passwords.0.turns.available_permits(), 2);
        assert_eq!(passwords.0.waiting.load(Ordering::SeqCst), 0);
    }

    #[tokio::test]
    async fn whoever_finds_the_queue_full_hears_so_at_once() {
        let passwords = Passwords::with_room(1, 2).unwrap();
        let begun = Instant::now();
        let all = (0..20).map(|_| {
            let passwords = passwords.clone();
            async move { (passwords.verify("a password", None).await, begun.elapsed()) }
        });
        let answers = futures_util::future::join_all(all).await;
        let busy: Vec<_> =
            answers.iter().filter(|(answer, _)| matches!(answer, Err(Problem::Busy))).collect();
        assert_eq!(busy.len(), 17);
        assert_eq!(passwords.0.waiting.load(Ordering::SeqCst), 0);
    }
}
