//! The rules as a site of nginx. Headers come from maps, since a `location` with one of its own forgets all others.

use super::{ALWAYS, Caching, PACKED, TYPES, bare, policy};

pub(super) fn configuration() -> String {
    let (forever, short) = (Caching::Immutable.control(), Caching::Short.control());
    let (own, framed) = (policy(false), policy(true));
    let mut types = String::new();
    for (ending, kind) in TYPES {
        types.push_str(&format!("        {} {ending};\n", bare(kind)));
    }
    let texts: Vec<&str> =
        TYPES.iter().filter(|(_, kind)| kind.contains("charset")).map(|(_, kind)| bare(kind)).collect();
    let texts = once(texts.into_iter().filter(|kind| *kind != "text/html"));
    let packed = once(PACKED.into_iter().filter(|kind| *kind != "text/html"));
    let always: String =
        ALWAYS.iter().map(|(name, value)| format!("    add_header {name} \"{value}\" always;\n")).collect();
    format!(
        r#"# The rules of a noegletal archive for nginx, written by `noegletal hosting nginx`.
# Include it in the http block, and change the lines marked HERE.

map $uri $noegletal_caching {{
    default "{short}";
    ~^/assets/ "{forever}";
    ~^/api/v1/releases/.*/manifest\.json$ "{short}";
    ~^/api/v1/releases/ "{forever}";
}}
# What is not there may come soon: nobody is to keep that.
map $status $noegletal_cache_control {{
    default $noegletal_caching;
    ~^[45] "no-store";
}}
map $uri $noegletal_disposition {{
    default "";
    "~^/api/v1/releases/(?<noegletal_month>[^/]+)/(?<noegletal_version>v\d+)/(?<noegletal_table>[^/]+?)(?<noegletal_end>(\.da)?\.csv|\.xlsx)$" "attachment; filename=\"$noegletal_table-$noegletal_month-$noegletal_version$noegletal_end\"";
    ~\.(csv|xlsx)$ "attachment";
}}
map $uri $noegletal_policy {{
    default "{own}";
    ~^/(en/)?embed/ "{framed}";
}}

server {{
    listen 80;                         # HERE
    server_name noegletal.example;     # HERE
    root /srv/www;                     # HERE: the archive, or what `noegletal publish` fills

    types {{
{types}    }}
    default_type application/octet-stream;
    charset utf-8;
    charset_types {texts};
    gzip on;
    gzip_vary on;
    gzip_min_length 1024;
    gzip_types {packed};

    add_header Cache-Control $noegletal_cache_control always;
    add_header Content-Disposition $noegletal_disposition;
    add_header Content-Security-Policy "$noegletal_policy" always;
{always}
    index index.html;
    absolute_redirect off;
    error_page 404 /404.html;
    # Working files of a build or a publication that is under way.
    location ~ /\.noegletal- {{ return 404; }}
    location / {{ try_files $uri $uri/ =404; }}
}}
"#
    )
}

fn once<'a>(kinds: impl Iterator<Item = &'a str>) -> String {
    let mut kinds: Vec<&str> = kinds.collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds.join(" ")
}
