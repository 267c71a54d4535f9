//! What a pack says of itself, in Danish: on its first page, above every page, and in a text to read first.

use chrono::{DateTime, FixedOffset};
use serde::Deserialize;

use super::contents::Archive;
use super::page::escaped;
use super::{PackFault, SUMS};
use crate::archive::seal;
use crate::model::release::ReleaseClass;
use crate::model::{Language, ReleaseId};
use crate::text::{date, version};

/// A version, as the archive tells of it.
pub(super) struct About {
    release: ReleaseId,
    title: String,
    /// The archive's public root, with `/` at its end; `None` when it has none.
    pub(super) base: Option<String>,
    /// When the version came out.
    pub(super) published: DateTime<FixedOffset>,
    class: ReleaseClass,
    reason: Option<String>,
    synthetic: bool,
    preview: bool,
    /// SHA-256 of the version's figures, as it is sealed; `None` in a preview.
    seal: Option<String>,
}

#[derive(Deserialize)]
struct Index {
    title: Title,
    #[serde(default)]
    base_url: Option<String>,
}

#[derive(Deserialize)]
struct Title {
    da: String,
}

#[derive(Deserialize)]
struct ReleaseFile {
    release: Head,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Deserialize)]
struct Head {
    published: String,
    class: String,
    #[serde(default)]
    synthetic: bool,
}

impl About {
    /// Reads what the archive's index and the version's own file say.
    pub(super) fn read(archive: &Archive<'_>, release: ReleaseId) -> Result<Self, PackFault> {
        let missing = |path: &str| PackFault::Failed(format!("{path} is missing in the archive"));
        let path = format!("api/v1/releases/{}/release.json", release.path());
        let index: Index = archive.json("api/v1/index.json")?.ok_or_else(|| missing("api/v1/index.json"))?;
        let file: ReleaseFile = archive.json(&path)?.ok_or_else(|| missing(&path))?;
        let published = DateTime::parse_from_rfc3339(&file.release.published)
            .map_err(|_| PackFault::Failed(format!("{path} does not say when the version was published")))?;
        let seals = archive.text(seal::SHOWN)?.unwrap_or_default();
        let own = format!("{} figures ", release.path());
        let seal = seals.lines().find_map(|line| line.strip_prefix(&own)?.split(' ').next().map(str::to_owned));
        let class = ReleaseClass::ALL.iter().find(|(_, word)| *word == file.release.class);
        Ok(Self {
            release,
            title: index.title.da,
            base: index.base_url.filter(|base| !base.is_empty()),
            published,
            class: class.map_or(ReleaseClass::First, |(class, _)| *class),
            reason: file.reason,
            synthetic: file.release.synthetic,
            preview: archive.is_preview(),
            seal,
        })
    }

    /// `september 2021, udgave 1`.
    fn name(&self) -> String {
        format!("{}, udgave {}", date::month(Language::Danish, self.release.period), self.release.version)
    }

    /// The public address of a folder.
    fn address(&self, folder: &str) -> Option<String> {
        self.base.as_ref().map(|base| format!("{base}{folder}/"))
    }

    /// What stands above every page of the pack.
    pub(super) fn line(&self) -> String {
        let name = escaped(&self.name());
        let later = match self.address(&self.release.period.slug()) {
            Some(address) => {
                format!("Om der er kommet nye udgaver siden, står på <a href=\"{}\">månedens side på nettet</a>.", escaped(&address))
            }
            None => "Der kan være kommet nye udgaver siden. Henvisninger til det, som pakken ikke har med, er vist som tekst.".to_owned(),
        };
        format!("<p class=\"banner frozen\"><strong>Kopi.</strong> Siden er fra en pakke med {name}. {later}</p>\n")
    }

    /// The page that opens the month.
    pub(super) fn start_page(&self, stylesheet: Option<&str>) -> String {
        let (title, name) = (escaped(&self.title), escaped(&self.name()));
        let month = format!("{}/index.html", self.release.path());
        let style = stylesheet
            .map(|path| format!("<link rel=\"stylesheet\" href=\"{}\">\n", escaped(path)))
            .unwrap_or_default();
        format!(
            "<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta http-equiv=\"refresh\" content=\"0; url={month}\">\n\
             <title>{title}: {name}</title>\n{style}</head>\n<body>\n<main>\n<h1>{title}: {name}</h1>\n\
             <p>Siden fører selv videre til måneden. Sker det ikke, så <a href=\"{month}\">gå til {name}</a>.</p>\n\
             <p><a href=\"LAES-MIG.txt\">Læs om pakken</a>.</p>\n</main>\n</body>\n</html>\n"
        )
    }

    /// The text to read first, with the line ends of Windows.
    pub(super) fn read_me(&self) -> String {
        let mut lines = vec![self.title.clone(), self.name(), String::new()];
        if self.preview {
            lines.push("FORHÅNDSVISNING. Tallene er ikke offentliggjort og må ikke deles.".into());
            lines.push(String::new());
        }
        if self.synthetic {
            lines.push("SYNTETISKE TAL. Tallene er opdigtede og siger intet om virkeligheden.".into());
            lines.push(String::new());
        }
        lines.extend(self.what());
        lines.extend(self.when());
        lines.extend(self.whether());
        lines.iter().map(|line| format!("{line}\r\n")).collect()
    }

    fn what(&self) -> Vec<String> {
        let month = date::month(Language::Danish, self.release.period);
        let elsewhere = match self.base {
            Some(_) => "Henvisninger til alt andet fører til arkivet på nettet.",
            None => "Henvisninger til alt andet er vist som tekst.",
        };
        vec![
            "HVAD DET ER".into(),
            format!(
                "En kopi af tallene for {month}, som de står i udgave {}: alle sider om måneden,",
                self.release.version
            ),
            "tallene som JSON og CSV, de dokumenter, som siderne henviser til, og beskrivelsen af".into(),
            "metode og symboler. Åbn index.html i en browser. Det kræver hverken net eller programmer.".into(),
            elsewhere.into(),
            String::new(),
        ]
    }

    fn when(&self) -> Vec<String> {
        let day = date::day(Language::Danish, self.published.date_naive());
        let time = self.published.format("%-H.%M (UTC%:z)");
        let mut lines = vec!["HVORNÅR OG HVOR".into(), format!("Offentliggjort: {day} kl. {time}.")];
        if let Some(reason) = self.reason.as_ref().filter(|_| self.class != ReleaseClass::First) {
            lines.push(format!("{}: {reason}", version::class_in_files(self.class)));
        }
        if let Some(address) = self.address(&self.release.path()) {
            lines.push(format!("Fast adresse: {address}"));
        }
        lines.push(String::new());
        lines.push("Der kan være kommet senere udgaver af måneden, efter at kopien blev taget.".into());
        if let Some(address) = self.address(&self.release.period.slug()) {
            lines.push(format!("Det kan ses her: {address}"));
        }
        lines.push(String::new());
        lines
    }

    fn whether(&self) -> Vec<String> {
        let mut lines = vec!["ER DET DE RIGTIGE TAL?".into()];
        if let Some(seal) = &self.seal {
            lines.push("Udgavens segl (SHA-256 af dens tal), som det står i arkivets releases.lock:".into());
            lines.push(seal.clone());
        }
        lines.push("Filerne med tal er dem, som arkivet har, byte for byte. På siderne er kun henvisninger".into());
        lines.push("ændret, og der er sat en linje øverst om, at de er en kopi.".into());
        lines.push(format!("{SUMS} har en kontrolsum for hver fil. Prøv dem med: sha256sum -c {SUMS}"));
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::schema_tests::past_shapes;

    #[test]
    fn every_past_shape_is_read() {
        for (name, bytes) in past_shapes("index") {
            let index: Index = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!index.title.da.is_empty(), "{name}");
        }
        for (name, bytes) in past_shapes("release") {
            let file: ReleaseFile = serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(DateTime::parse_from_rfc3339(&file.release.published).is_ok(), "{name}");
        }
    }
}
