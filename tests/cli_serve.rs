//! The preview over a real connection: files, refusals, problems and reloads.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test that cannot be set up has failed")]

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::time::Duration;

use noegletal::serve::{Rebuilt, ServeOptions, serve};

struct Preview {
    folder: tempfile::TempDir,
    address: SocketAddr,
    builds: Arc<AtomicUsize>,
    problems: Arc<Mutex<Option<String>>>,
}

impl Preview {
    fn start(problems: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("site/mappe")).unwrap();
        std::fs::create_dir_all(folder.path().join("content")).unwrap();
        write(folder.path(), "site/index.html", "<body>forside</body>");
        write(folder.path(), "site/mappe/index.html", "<p>mappe");
        write(folder.path(), "site/tal.csv", "a,b\n</body>\n");
        write(folder.path(), "secret.html", "secret");
        std::os::unix::fs::symlink(folder.path().join("secret.html"), folder.path().join("site/link.html")).unwrap();
        let builds = Arc::new(AtomicUsize::new(0));
        let problems = Arc::new(Mutex::new(problems.map(str::to_owned)));
        let (counted, said) = (Arc::clone(&builds), Arc::clone(&problems));
        let rebuild = move || {
            counted.fetch_add(1, Ordering::SeqCst);
            Rebuilt { problems: said.lock().unwrap().clone() }
        };
        let root = folder.path().to_path_buf();
        let options = ServeOptions { site: root.join("site"), root, port: 0 };
        let (sender, receiver) = mpsc::channel();
        std::thread::spawn(move || serve(&options, rebuild, move |address| sender.send(address).unwrap()));
        let address = receiver.recv_timeout(Duration::from_secs(10)).unwrap();
        Self { folder, address, builds, problems }
    }

    fn get(&self, path: &str) -> String {
        self.request(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn request(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }
}

fn write(folder: &Path, path: &str, text: &str) {
    std::fs::write(folder.join(path), text).unwrap();
}

#[test]
fn serves_files_with_their_types() {
    let preview = Preview::start(None);
    let front = preview.get("/");
    assert!(front.starts_with("HTTP/1.1 200"), "{front}");
    assert!(front.contains("content-type: text/html; charset=utf-8"), "{front}");
    let script = "<script src=\"/__noegletal/live.js\" data-since=\"1\"></script>";
    assert!(front.ends_with(&format!("<body>forside{script}</body>")), "{front}");
    assert!(preview.get("/mappe/?x=1").ends_with(&format!("<p>mappe{script}")));
    let csv = preview.get("/tal.csv");
    assert!(
        csv.contains("content-type: text/csv") && csv.ends_with("a,b\n</body>\n"),
        "only pages get a script: {csv}"
    );
    assert!(preview.get("/__noegletal/live.js").contains("content-type: text/javascript"));
    let on_disk = std::fs::read_to_string(preview.folder.path().join("site/index.html")).unwrap();
    assert_eq!(on_disk, "<body>forside</body>", "files stay as they are");
}

#[test]
fn folders_are_reached_with_their_slash() {
    let preview = Preview::start(None);
    let answer = preview.get("/mappe");
    assert!(answer.starts_with("HTTP/1.1 308") && answer.contains("location: /mappe/\r\n"), "{answer}");
    assert!(preview.get("//mappe").contains("location: /mappe/\r\n"), "never to another site");
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let preview = Preview::start(None);
    for path in [
        "/../secret.html",
        "/%2e%2e/secret.html",
        "/mappe/..%2f..%2fsecret.html",
        "/mappe/%2e%2e%5c%2e%2e%5csecret.html",
        "//secret.html/../../secret.html",
        "/link.html",
        "/.hidden",
        "/%00",
        "/no",
        "/no/",
    ] {
        let answer = preview.get(path);
        assert!(answer.starts_with("HTTP/1.1 404") && !answer.contains("secret<"), "{path}: {answer}");
    }
    assert!(
        preview.request("POST / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 405")
    );
    let head = preview.request("HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
}

#[test]
fn other_names_than_this_machines_are_refused() {
    let preview = Preview::start(None);
    for host in ["evil.example", "evil.example:80", "localhost.evil.example", ""] {
        let answer = preview.request(&format!("GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert!(answer.starts_with("HTTP/1.1 403") && !answer.contains("forside"), "{host}: {answer}");
    }
}

#[test]
fn a_missing_page_shows_the_sites_own() {
    let preview = Preview::start(None);
    assert!(preview.get("/no").contains("Siden findes ikke"));
    write(preview.folder.path(), "site/404.html", "<p>Væk");
    let answer = preview.get("/no/where");
    assert!(answer.starts_with("HTTP/1.1 404") && answer.contains("<p>Væk<script "), "{answer}");
}

#[test]
fn pages_reload_after_a_change_and_not_before() {
    let preview = Preview::start(None);
    let folder = preview.folder.path().to_path_buf();
    let change = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(300));
        write(&folder, "content/a.md", "one");
        write(&folder, "content/a.md", "two");
        write(&folder, "content/b.md", "three");
    });
    let answer = preview.get("/__noegletal/live?since=1");
    change.join().unwrap();
    assert!(answer.contains("content-type: text/event-stream"), "{answer}");
    assert!(answer.ends_with("id: 2\nevent: build\ndata: null\n\n"), "{answer}");
    assert!(preview.get("/").contains("data-since=\"2\""));
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(preview.builds.load(Ordering::SeqCst), 2, "one build for changes that come together");
    write(preview.folder.path(), "elsewhere.txt", "x");
    std::fs::read(preview.folder.path().join("content/a.md")).unwrap();
    std::thread::sleep(Duration::from_millis(600));
    assert_eq!(preview.builds.load(Ordering::SeqCst), 2, "reading and other files are no change");
    std::fs::create_dir(preview.folder.path().join("data")).unwrap();
    write(preview.folder.path(), "data/x.csv", "x");
    assert!(preview.get("/__noegletal/live?since=2").contains("id: 3\n"), "a folder that came later is watched");
}

#[test]
fn problems_are_shown_in_the_page() {
    let preview = Preview::start(Some("error: <b>\"x\"\nline two"));
    assert!(preview.get("/").contains("data-since=\"0\""), "the page is told at once");
    let event = preview.get("/__noegletal/live?since=0");
    assert!(event.ends_with("id: 1\nevent: build\ndata: \"error: <b>\\\"x\\\"\\nline two\"\n\n"), "{event}");
    let page = preview.get("/no");
    assert!(page.contains("Intet er bygget endnu") && page.contains("error: &lt;b>\"x\"\nline two"), "{page}");
    *preview.problems.lock().unwrap() = None;
    write(preview.folder.path(), "noegletal.toml", "");
    let request = format!(
        "GET /__noegletal/live?since=0 HTTP/1.1\r\nHost: {}\r\nLast-Event-ID: 1\r\nConnection: close\r\n\r\n",
        preview.address
    );
    assert!(preview.request(&request).ends_with("id: 2\nevent: build\ndata: null\n\n"));
}
