//! Permission that cannot be forgotten: a command takes a [`Permit`], and only the request's own check makes one.

use std::{cell::Cell, ops::Deref, rc::Rc};

use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web};
use futures_util::future::LocalBoxFuture;
use tokio::sync::Notify;

use super::{Actor, Db, Problem, Read, actor};

/// Something a person wants to do to a subject.
pub trait Action: Sized + 'static {
    /// What it is done to, with all that the judgement needs to know of it.
    type Subject: 'static;
    /// The name in the role table.
    const NAME: &'static str;

    /// Finds the subject by the path. What is not there is `Problem::NotFound`.
    fn subject(door: &Door<'_>) -> impl Future<Output = Result<Self::Subject, Problem>>;

    /// Decides. Pure: the same actor and subject always get the same answer.
    fn judge(actor: &Actor, subject: &Self::Subject) -> Judgement;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    Allow,
    /// Refused, with the text key of the reason: the asker may know that the subject is there.
    Deny(&'static str),
    /// Answered exactly as if the subject did not exist.
    Hide,
}

impl Judgement {
    pub fn allow_if(allowed: bool) -> Self {
        if allowed { Self::Allow } else { Self::Hide }
    }
}

/// The proof that `actor` may do `A` to `subject`, taken from this very request.
#[expect(
    clippy::manual_non_exhaustive,
    reason = "the private field keeps the rest of the crate from making one"
)]
pub struct Permit<A: Action> {
    pub actor: Rc<Actor>,
    pub subject: A::Subject,
    _only_made_here: (),
}

impl<A: Action> Deref for Permit<A> {
    type Target = A::Subject;

    fn deref(&self) -> &A::Subject {
        &self.subject
    }
}

impl<A: Action> Permit<A> {
    /// For the operator's commands on the machine itself (only `commands/` may call it; a test reads who does).
    pub fn by_operator(subject: A::Subject) -> Self {
        let actor = Rc::new(Actor::operator(super::Language::default()));
        Self { actor, subject, _only_made_here: () }
    }

    /// Judges again, for a subject that the request names in its body instead of its path.
    pub fn judge(actor: Rc<Actor>, subject: A::Subject) -> Result<Self, Problem> {
        match A::judge(&actor, &subject) {
            Judgement::Allow => Ok(Self { actor, subject, _only_made_here: () }),
            Judgement::Deny(reason) => Err(Problem::Denied(reason)),
            Judgement::Hide => Err(Problem::NotFound),
        }
    }
}

impl<A: Action> FromRequest for Permit<A> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let under_way = Judging::of(request).one_more();
        let request = request.clone();
        Box::pin(async move {
            let _under_way = under_way;
            let (actor, db) = asker(&request).await?;
            let subject = A::subject(&Door { request: &request, db, actor: &actor }).await?;
            Self::judge(actor, subject)
        })
    }
}

/// Who asks, and where to look.
async fn asker(request: &HttpRequest) -> Result<(Rc<Actor>, &Db), Problem> {
    let actor = actor::find(request).await?.ok_or(Problem::SignInNeeded)?;
    let db = request.app_data::<web::Data<Db>>();
    let db =
        db.ok_or_else(|| Problem::Internal("the application was put together without a store".to_owned()))?;
    Ok((actor, db.get_ref()))
}

/// Waits until every permit of this request is judged. Extractors are asked side by side, and the first problem is the
/// answer: whoever has another one to tell waits here first, so that nobody hears of it who may not be there.
pub async fn judged(request: &HttpRequest) {
    // Once round, so that extractors which take a permit inside have begun.
    tokio::task::yield_now().await;
    let judging = Judging::of(request);
    while judging.0.permits.get() > 0 {
        judging.0.one_less.notified().await;
    }
}

/// The permits of a request that are under way.
#[derive(Clone, Default)]
struct Judging(Rc<Permits>);

#[derive(Default)]
struct Permits {
    permits: Cell<usize>,
    one_less: Notify,
}

/// One of them, until it is judged or nobody waits for it any more.
struct UnderWay(Judging);

impl Judging {
    fn of(request: &HttpRequest) -> Self {
        let known = request.extensions().get::<Self>().cloned();
        known.unwrap_or_else(|| {
            let fresh = Self::default();
            request.extensions_mut().insert(fresh.clone());
            fresh
        })
    }

    fn one_more(self) -> UnderWay {
        self.0.permits.update(|permits| permits.saturating_add(1));
        UnderWay(self)
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let Judging(judging) = &self.0;
        judging.permits.update(|permits| permits.saturating_sub(1));
        judging.one_less.notify_waiters();
    }
}

/// What an action may look at to find its subject.
pub struct Door<'r> {
    pub request: &'r HttpRequest,
    pub db: &'r Db,
    pub actor: &'r Actor,
}

impl Door<'_> {
    pub fn read(&self) -> &Read {
        self.db.read()
    }

    /// The id that stands in the path under `name`. One that is no id is not found.
    pub fn id<T: From<uuid::Uuid>>(&self, name: &str) -> Result<T, Problem> {
        let id: uuid::Uuid = self.text(name)?.parse().map_err(|_| Problem::NotFound)?;
        Ok(T::from(id))
    }

    pub fn text(&self, name: &str) -> Result<&str, Problem> {
        self.request.match_info().get(name).ok_or(Problem::NotFound)
    }
}
