//! A preview that reloads: serves a folder on this machine, builds again after every change, tells open pages.
//!
//! Nothing is added to the files; pages get their script on the way to the browser. What is shown may be under
//! embargo, so only this machine is answered, and only when it asks by a name of this machine.

mod answer;
mod live;
mod watch;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use axum::routing::get;
use tokio::sync::watch as latest;

use self::live::Build;
use crate::source::Disk;

/// What to serve, and what to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// The publication's folder, whose files are watched.
    pub root: PathBuf,
    /// The folder that is served.
    pub site: PathBuf,
    /// The port; 0 = any that is free.
    pub port: u16,
}

/// How a build went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// What open pages show over their content; `None` when all is well and they reload.
    pub problems: Option<String>,
}

/// What every request needs.
struct Preview {
    site: Disk,
    builds: latest::Sender<Build>,
}

/// Builds once, then serves and builds again after every change until the program is ended.
///
/// `ready` is told the address once pages can be asked for.
///
/// # Errors
/// The port is taken, or the folder cannot be watched.
pub fn serve(
    options: &ServeOptions,
    rebuild: impl Fn() -> Rebuilt + Send + 'static,
    ready: impl FnOnce(SocketAddr),
) -> io::Result<()> {
    let changes = watch::start(&options.root).map_err(io::Error::other)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await?;
        let (builds, _) = latest::channel(Build { number: 1, problems: rebuild().problems });
        let preview = Arc::new(Preview { site: Disk::new(&options.site), builds });
        ready(listener.local_addr()?);
        let publisher = Arc::clone(&preview);
        std::thread::spawn(move || {
            while changes.wait() {
                let problems = rebuild().problems;
                publisher.builds.send_modify(|build| *build = Build { number: build.number + 1, problems });
            }
        });
        axum::serve(listener, router(preview)).await
    })
}

fn router(preview: Arc<Preview>) -> Router {
    Router::new()
        .route(live::EVENTS, get(events))
        .route(live::SCRIPT, get(|| async { answer::script() }))
        .fallback(file)
        .layer(axum::middleware::from_fn(answer::only_this_machine))
        .with_state(preview)
}

async fn events(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    live::next_build(preview.builds.subscribe(), live::seen(&request)).await
}

async fn file(State(preview): State<Arc<Preview>>, request: Request) -> Response {
    let build = preview.builds.borrow().clone();
    answer::file(&preview.site, &build, request.method(), request.uri().path())
}
