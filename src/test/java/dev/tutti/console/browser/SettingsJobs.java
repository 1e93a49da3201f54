package dev.tutti.console.browser;

import dev.tutti.testing.Patience;
import java.util.List;

/** Jobs of those who want to know what holds, and how the console looks. */
final class SettingsJobs {
  private static final String MODEL = "models.priced.deployments[0].model";

  /** Texts of the cells of a setting: its path, the file, the change, what is in force, origin. */
  private static final String ROW =
      """
      const row = [...document.querySelectorAll('main tbody tr')].find((each) => each.cells[0].textContent === arguments[0]);
      return row ? [...row.cells].map((each) => each.textContent) : [];
      """;

  private static final String FILE =
      "return document.querySelector('main details .command pre')?.textContent === arguments[0];";

  /** Whether something is drawn in the first colour of the scheme that holds. */
  private static final String DRAWN =
      """
      const hex = getComputedStyle(document.documentElement).getPropertyValue('--s1').trim();
      const wanted = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
      return [...document.querySelectorAll('main canvas')].some((canvas) => {
        const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d', {willReadFrequently: true});
        copy.drawImage(canvas, 0, 0);
        const {data} = copy.getImageData(0, 0, canvas.width, canvas.height);
        for (let at = 0; at < data.length; at += 4) {
          if (data[at + 3] > 250 && wanted.every((each, i) => Math.abs(each - data[at + i]) < 4)) return true;
        }
        return false;
      });
      """;

  private SettingsJobs() {}

  /** A change beside what the file says, and all of it as a file to take along. */
  static void compareAChangeWithTheFile(Hands hands, SeededServer server) {
    server.ask(
        "PUT",
        "/admin/models/priced",
        "{\"deployments\": [{\"provider\": \"sim\", \"model\": \"sim-tools\"}]}");
    hands.go("settings");
    hands.narrow("settings.find", MODEL);
    var cells = hands.browser.texts(ROW, MODEL);
    if (cells.size() != 5
        || !cells.subList(1, 4).equals(List.of("sim-echo", "sim-tools", "sim-tools"))) {
      throw new IllegalStateException("the row of %s is %s".formatted(MODEL, cells));
    }
    hands.press("settings.as_file");
    var file = server.ask("GET", "/admin/config/file", "").text();
    if (!file.contains("model: \"sim-tools\"")) {
      throw new IllegalStateException("the change is not in " + file);
    }
    hands.browser.await(FILE, file);
    server.post("/admin/models/priced/reset", "");
    Patience.until(() -> !server.get("/admin/models/priced").has("change"), "the file holds again");
  }

  /** Charts change their colours with the system's scheme, where no theme was chosen. */
  static void followTheSystemsScheme(Hands hands, SeededServer server) {
    var browser = hands.browser;
    try {
      browser.script("localStorage.removeItem('tutti.theme');");
      browser.scheme("light");
      browser.open(server.url() + "/console");
      hands.go("costs");
      browser.await(DRAWN);
      browser.scheme("dark");
      browser.await(DRAWN);
    } finally {
      browser.scheme("");
      browser.choose(hands.look().language(), hands.look().theme());
    }
  }
}
