package dev.tutti.console.browser;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.io.FileUtils;

/** Tables as files: all of what is shown, and nothing that a spreadsheet takes for a formula. */
final class ListCheck {
  private static final String MARK = "\ufeff";
  private static final int ROWS = 500;

  /** Titles of sessions, and how a file has them. */
  private static final Map<String, String> TITLES =
      Map.of(
          "=HYPERLINK(\"http://x\",1)", "\"'=HYPERLINK(\"\"http://x\"\",1)\"",
          "+1+cmd", "'+1+cmd",
          "-2+3", "'-2+3",
          "@SUM(A1)", "'@SUM(A1)",
          "＝1+1", "'＝1+1",
          "plain, with a comma", "\"plain, with a comma\"");

  /** Lines of the first table as they are seen, but for columns of buttons. */
  private static final String LINES =
      """
      const text = (node, without = '[aria-hidden=true]') => {
        const copy = node.cloneNode(true);
        copy.querySelectorAll(without).forEach((each) => each.remove());
        return copy.textContent.replace(/\\s+/g, ' ').trim();
      };
      const cell = (words) => /[",]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
      const rows = [...document.querySelector('main table').rows].map((row) => [...row.cells]);
      const told = rows[0].map((_, at) => !rows.slice(1).every((cells) => cells[at].querySelector('button') && text(cells[at], 'button') === ''));
      return rows.map((cells) => cells.filter((_, at) => told[at]).map((each) => cell(text(each))).join(','));
      """;

  /** Lines of a table of many rows, of which few are drawn, and which was sorted by its numbers. */
  private static final String MANY =
      """
      const [rows, done] = arguments;
      const main = document.querySelector('script[type=module]').src;
      const own = (path) => import(new URL(path, main));
      Promise.all([own('../vendor/preact.js'), own('parts/table.js'), own('parts/csv.js')]).then(async ([{ html, render }, { Table }]) => {
        const place = document.createElement('div');
        document.querySelector('main').append(place);
        let saved;
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => { saved = blob.text(); return make.call(URL, blob); };
        const all = Array.from({ length: rows }, (_, at) => ({ id: `row ${at}`, at }));
        render(html`<${Table} caption="many" rows=${all} columns=${[{ label: 'Id', cell: (row) => html`<b>${row.id}</b> <button>no</button>` },
          { label: 'Number', cell: (row) => `${row.at - 1}`, value: (row) => row.at }, { label: 'Actions', cell: () => html`<button>no</button>` }]} />`, place);
        const pause = () => new Promise((over) => setTimeout(over, 200));
        place.querySelector('button.sort').click();
        await pause();
        const drawn = place.querySelectorAll('tbody tr').length;
        place.querySelector('button.csv').click();
        while (!saved) await pause();
        URL.createObjectURL = make;
        done(JSON.stringify({ drawn, text: await saved }));
      }).catch((error) => done(JSON.stringify({ text: String(error) })));
      """;

  private static final String SAVE =
      "document.querySelector('main .listing > button.csv').click();";

  private final SeededServer server;
  private final Browser browser;
  private final List<String> found = new ArrayList<>();

  ListCheck(SeededServer server, Browser browser) {
    this.server = server;
    this.browser = browser;
  }

  /** Saves tables; what is wrong with the files. */
  List<String> run() throws IOException {
    var folder = Files.createTempDirectory("tutti-lists");
    browser.downloads(folder);
    calls(folder);
    sessions(folder);
    many();
    FileUtils.deleteQuietly(folder.toFile());
    return found;
  }

  private String saved(Path file) {
    browser.script(SAVE);
    Patience.until(() -> read(file).endsWith("\r\n"), "the table is in " + file);
    return read(file);
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a list has its lines as they are seen. */
  private void calls(Path folder) {
    browser.open(server.url() + "/console/calls");
    var shown = browser.texts(LINES);
    var lines = saved(folder.resolve("calls.csv")).replace(MARK, "").lines().toList();
    if (shown.size() < 2 || !lines.equals(shown)) {
      found.add("calls were saved as %s (expected: %s)".formatted(lines, shown));
    }
  }

  private void sessions(Path folder) {
    for (var title : TITLES.keySet()) {
      server.post("/v1/sessions", Json.text(Json.object().put("title", title)));
    }
    browser.open(server.url() + "/console/sessions");
    var text = saved(folder.resolve("sessions.csv"));
    TITLES.forEach(
        (title, cell) -> {
          if (text.lines().noneMatch(line -> (',' + line + ',').contains(',' + cell + ','))) {
            found.add("%s was not saved as %s: %s".formatted(title, cell, text));
          }
        });
  }

  /** All rows are in, in the order that is shown; a number below zero stays one. */
  private void many() {
    var told = Objects.requireNonNull(browser.later(MANY, ROWS));
    var saved = Json.tree(String.valueOf(told));
    var lines = saved.path("text").asString("").replace(MARK, "").lines().toList();
    if (saved.path("drawn").asInt(0) >= ROWS || lines.size() != ROWS + 1) {
      found.add("of %d rows %d were saved: %s".formatted(ROWS, lines.size() - 1, saved));
    } else if (!lines.getFirst().equals("Id,Number")
        || !lines.get(1).equals("row 499,498")
        || !lines.getLast().equals("row 0,-1")) {
      found.add(
          "%s ... %s was saved (expected: the largest first)"
              .formatted(lines.subList(0, 2), lines.getLast()));
    }
  }
}
