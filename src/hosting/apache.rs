//! The rules as a site of Apache 2.4.

use super::{ALWAYS, Caching, PACKED, TYPES, bare, policy};

pub(super) fn configuration() -> String {
    let (forever, short) = (Caching::Immutable.control(), Caching::Short.control());
    let (own, framed) = (policy(false), policy(true));
    let mut types = String::new();
    for (ending, kind) in TYPES {
        types.push_str(&format!("    AddType {} .{ending}\n", bare(kind)));
    }
    for (ending, _) in TYPES.iter().filter(|(_, kind)| kind.contains("charset")) {
        types.push_str(&format!("    AddCharset utf-8 .{ending}\n"));
    }
    let packed = PACKED.join(" ");
    let always: String =
        ALWAYS.iter().map(|(name, value)| format!("    Header always set {name} \"{value}\"\n")).collect();
    format!(
        r#"# The rules of a noegletal archive for Apache 2.4, written by `noegletal hosting apache`.
# It needs the modules headers, mime, dir, deflate and filter. Change the lines marked HERE.

# HERE
<VirtualHost *:80>
    # HERE
    ServerName noegletal.example
    # HERE: the archive, or what `noegletal publish` fills
    DocumentRoot /srv/www
    # HERE
    <Directory /srv/www>
        Require all granted
        AllowOverride None
        # A file is replaced by another of the same size and age now and then: its number tells them apart.
        FileETag INode MTime Size
    </Directory>

{types}    # `x.da.csv` is a table, not a page in Danish.
    RemoveLanguage .da
    DirectoryIndex index.html
    DirectorySlash On
    ErrorDocument 404 /404.html
    AddOutputFilterByType DEFLATE {packed}

    Header set Cache-Control "{short}"
    Header always set Content-Security-Policy "{own}"
{always}    <LocationMatch "^/assets/">
        Header set Cache-Control "{forever}"
    </LocationMatch>
    <LocationMatch "^/api/v1/releases/(?!.*/manifest\.json$)">
        Header set Cache-Control "{forever}"
    </LocationMatch>
    <LocationMatch "\.(csv|xlsx)$">
        Header set Content-Disposition "attachment"
    </LocationMatch>
    <LocationMatch "^/api/v1/releases/(?<month>[^/]+)/(?<version>v[0-9]+)/(?<table>[^/]+?)(?<end>(\.da)?\.csv|\.xlsx)$">
        Header set Content-Disposition "attachment; filename=\"%{{MATCH_TABLE}}e-%{{MATCH_MONTH}}e-%{{MATCH_VERSION}}e%{{MATCH_END}}e\""
    </LocationMatch>
    <LocationMatch "^/(en/)?embed/">
        Header always set Content-Security-Policy "{framed}"
    </LocationMatch>
    # What is not there may come soon: nobody is to keep that.
    Header always set Cache-Control "no-store" "expr=%{{REQUEST_STATUS}} -ge 400"
    # Working files of a build or a publication that is under way.
    RedirectMatch 404 /\.noegletal-
</VirtualHost>
"#
    )
}
