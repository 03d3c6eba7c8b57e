//! `cargo xtask serve`: the hosted page on this machine.

use std::{
    env,
    io::{BufRead as _, BufReader, ErrorKind, Write as _},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context as _, Result};

use crate::{build, programs, stamp::files};

/// Ports that are tried after a taken one.
const MORE_PORTS: u16 = 20;
/// Longer request lines are refused.
const MAX_LINE: u64 = 8_192;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to listen; the next free port where this one is taken
    #[arg(long, default_value_t = 8_000)]
    port: u16,
    /// Print every request
    #[arg(long)]
    log: bool,
    /// Leave it to you to open the page
    #[arg(long)]
    no_open: bool,
}

pub(crate) fn run(args: &Args) -> Result<()> {
    print!("{}", build::build()?);
    let listener = listen(args.port)?;
    let address = format!("http://{}/", listener.local_addr()?);
    println!("Quotelight is at {address} (end with Ctrl+C)");
    if !args.no_open {
        open(&address);
    }
    let site = build::dist().join("site");
    for stream in listener.incoming() {
        let (site, log) = (site.clone(), args.log);
        // A thread each, since browsers hold connections open.
        thread::spawn(move || {
            if let Ok((status, line)) = stream
                .map_err(Into::into)
                .and_then(|stream| answer(&stream, &site))
                && log
            {
                println!("{status} {line}");
            }
        });
    }
    Ok(())
}

/// Listens on the loopback address only.
fn listen(port: u16) -> Result<TcpListener> {
    for port in (port..=port.saturating_add(MORE_PORTS)).chain([0]) {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::AddrInUse | ErrorKind::PermissionDenied
                ) => {}
            bound => return bound.with_context(|| format!("cannot listen on port {port}")),
        }
    }
    anyhow::bail!("no free port")
}

/// Answers one request and closes; returns the status and the request line.
fn answer(mut stream: &TcpStream, site: &Path) -> Result<(u16, String)> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let mut reader = BufReader::new(std::io::Read::take(stream, MAX_LINE * 8));
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let line = line.trim_end().to_owned();
    // Everything that was sent must be read, or closing would reset the connection.
    let mut header = String::new();
    while reader.read_line(&mut header)? > 2 {
        header.clear();
    }
    let mut words = line.split(' ');
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let file = file_of(target, site);
    let (status, reason, media, body) = match (method, file) {
        ("GET" | "HEAD", Some(file)) => {
            let media = build::media_type(&file.to_string_lossy());
            (200, "OK", media, std::fs::read(&file)?)
        }
        ("GET" | "HEAD", None) => (
            404,
            "Not Found",
            "text/plain; charset=utf-8",
            b"There is nothing here.\n".to_vec(),
        ),
        _ => (
            405,
            "Method Not Allowed",
            "text/plain; charset=utf-8",
            Vec::new(),
        ),
    };
    let head = format!(
        "HTTP/1.1 {status} {reason}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\
         Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method != "HEAD" {
        stream.write_all(&body)?;
    }
    Ok((status, line))
}

/// The file that a request means: one that the site has by that very name, so that no path leads
/// out of it.
fn file_of(target: &str, site: &Path) -> Option<PathBuf> {
    let path = target.split(['?', '#']).next()?.strip_prefix('/')?;
    let name = if path.is_empty() || path.ends_with('/') {
        format!("{path}index.html")
    } else {
        path.to_owned()
    };
    let all = files(site).ok()?;
    all.into_iter().find(|file| {
        let parts = file
            .strip_prefix(site)
            .ok()
            .map(|file| file.iter().collect::<Vec<_>>());
        parts.is_some_and(|parts| {
            parts
                .iter()
                .map(|part| part.to_string_lossy())
                .eq(name.split('/'))
        })
    })
}

/// Opens the page in a browser, where there is a screen and a person.
fn open(address: &str) {
    let has_screen = cfg!(any(target_os = "macos", windows))
        || env::var_os("DISPLAY").is_some()
        || env::var_os("WAYLAND_DISPLAY").is_some();
    if !has_screen || env::var_os("CI").is_some() {
        return;
    }
    let (opener, arguments): (&str, &[&str]) = match env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start"]),
        _ => ("xdg-open", &[]),
    };
    if let Some(opener) = programs::find(opener) {
        // Whether it worked is for the eye to see; the address stands above.
        drop(
            Command::new(opener)
                .args(arguments)
                .arg(address)
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn(),
        );
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::stamp;

    /// Sends `request` to a server of a small site and returns the answer.
    fn ask(request: &str) -> String {
        let site = stamp::folder().join("tests").join("serve");
        stamp::write(&site.join("site/index.html"), b"<!doctype html>").unwrap();
        stamp::write(&site.join("site/a.wasm"), b"\0asm").unwrap();
        stamp::write(&site.join("secret.txt"), b"secret").unwrap();
        let listener = listen(0).unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        client.write_all(request.as_bytes()).unwrap();
        let (stream, _) = listener.accept().unwrap();
        answer(&stream, &site.join("site")).unwrap();
        drop(stream);
        let mut text = String::new();
        client.read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn files_are_served_with_their_media_types() {
        let page = ask("GET /?a HTTP/1.1\r\nHost: a\r\n\r\n");
        assert!(
            page.starts_with("HTTP/1.1 200 OK")
                && page.contains("Content-Type: text/html; charset=utf-8"),
            "{page}"
        );
        assert!(page.ends_with("\r\n\r\n<!doctype html>"), "{page}");
        assert!(ask("GET /a.wasm HTTP/1.1\r\n\r\n").contains("Content-Type: application/wasm"));
        assert!(ask("HEAD /index.html HTTP/1.1\r\n\r\n").ends_with("Connection: close\r\n\r\n"));
    }

    #[test]
    fn nothing_outside_the_site_is_served() {
        for target in [
            "/../secret.txt",
            "//secret.txt",
            "/./../secret.txt",
            "/%2e%2e/secret.txt",
            "/..\\secret.txt",
            "secret.txt",
            "/site",
        ] {
            let answer = ask(&format!("GET {target} HTTP/1.1\r\n\r\n"));
            assert!(answer.starts_with("HTTP/1.1 404"), "{target}: {answer}");
        }
        assert!(ask("POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
    }
}
