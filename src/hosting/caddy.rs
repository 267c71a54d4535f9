//! The rules as a site of Caddy 2.

use super::{ALWAYS, Caching, TYPES, policy};

pub(super) fn configuration() -> String {
    let (forever, short) = (Caching::Immutable.control(), Caching::Short.control());
    let (own, framed) = (policy(false), policy(true));
    let mut types = String::new();
    for (ending, kind) in TYPES {
        types.push_str(&format!(
            "\t\t@type_{ending} path *.{ending}\n\t\theader @type_{ending} Content-Type \"{kind}\"\n"
        ));
    }
    let always: String = ALWAYS.iter().map(|(name, value)| format!("\t\t\t{name} \"{value}\"\n")).collect();
    format!(
        r#"# The rules of a noegletal archive for Caddy 2, written by `noegletal hosting caddy`.
# Change the lines marked HERE.

# HERE
noegletal.example {{
	# HERE: the archive, or what `noegletal publish` fills
	root * /srv/www

	# Working files of a build or a publication that is under way.
	@own path_regexp /\.noegletal-
	error @own 404

	# Otherwise Caddy would put the rules for all files last.
	route {{
		header {{
			Cache-Control "{short}"
			Content-Security-Policy "{own}"
{always}		}}
		@assets path /assets/*
		header @assets Cache-Control "{forever}"
		@figures {{
			path /api/v1/releases/*
			not path */manifest.json
		}}
		header @figures Cache-Control "{forever}"
		@tables path *.csv *.xlsx
		header @tables Content-Disposition "attachment"
		@named path_regexp named ^/api/v1/releases/([^/]+)/(v[0-9]+)/([^/]+?)((?:\.da)?\.csv|\.xlsx)$
		header @named Content-Disposition "attachment; filename=\"{{re.named.3}}-{{re.named.1}}-{{re.named.2}}{{re.named.4}}\""
		@framed path /embed/* /en/embed/*
		header @framed Content-Security-Policy "{framed}"
{types}	}}
	encode gzip
	file_server

	handle_errors {{
		# What is not there may come soon: nobody is to keep that.
		header Cache-Control "no-store"
		rewrite * /404.html
		file_server
	}}
}}
"#
    )
}
