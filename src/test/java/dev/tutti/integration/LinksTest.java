package dev.tutti.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links between pages lead somewhere, and every page can be reached from README. */
class LinksTest {
  private static final Path START = Path.of("README.md");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\">");

  @Test
  void links_lead_to_files_and_headings_that_are_there() throws IOException {
    var broken = new ArrayList<String>();
    for (var page : pages()) {
      for (var link : links(page)) {
        if (!leadsSomewhere(link)) {
          broken.add(page + ": " + link.file() + "#" + link.heading());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void every_page_is_reached_from_the_readme() throws IOException {
    var reached = new HashSet<>(Set.of(START));
    var next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      for (var link : links(next.remove())) {
        if (link.file().toString().endsWith(".md") && reached.add(link.file())) {
          next.add(link.file());
        }
      }
    }
    assertThat(reached).containsAll(pages());
  }

  /** A link to a file of the project, from its root. */
  private record Link(Path file, String heading) {}

  private static boolean leadsSomewhere(Link link) throws IOException {
    return Files.exists(link.file())
        && (link.heading().isEmpty() || headings(link.file()).contains(link.heading()));
  }

  /** The pages for readers: those in the root, and all of {@code docs}. */
  private static List<Path> pages() throws IOException {
    try (var root = Files.list(Path.of(""));
        var docs = Files.walk(Path.of("docs"))) {
      var pages = new ArrayList<>(root.filter(each -> each.toString().endsWith(".md")).toList());
      docs.filter(each -> each.toString().endsWith(".md")).forEach(pages::add);
      return pages;
    }
  }

  private static List<Link> links(Path page) throws IOException {
    var links = new ArrayList<Link>();
    var text = FENCED.matcher(Files.readString(page)).replaceAll("");
    for (var found : LINK.matcher(text).results().toList()) {
      var target = found.group(1);
      if (!target.matches("[a-z]+:.*")) {
        int hash = target.indexOf('#');
        var path = hash < 0 ? target : target.substring(0, hash);
        var file = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        links.add(new Link(file, hash < 0 ? "" : target.substring(hash + 1)));
      }
    }
    return links;
  }

  /** The anchors that GitHub gives to headings, and those that stand in the text. */
  private static Set<String> headings(Path page) throws IOException {
    var anchors = new HashSet<String>();
    var text = FENCED.matcher(Files.readString(page)).replaceAll("");
    for (var found : HEADING.matcher(text).results().toList()) {
      var words = found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "");
      anchors.add(words.replace(' ', '-'));
    }
    ANCHOR.matcher(text).results().forEach(found -> anchors.add(found.group(1)));
    return anchors;
  }
}
