package dev.tutti.console.browser;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.Keys;
import org.openqa.selenium.TimeoutException;
import tools.jackson.databind.JsonNode;

/**
 * Hands of a user, who reaches what a page offers by its name: with the keyboard alone, or with a
 * finger on a phone. Names are keys of the catalog, such as {@code models.drain}, or texts.
 */
abstract sealed class Hands permits Keyboard, Finger {
  /** Things that can be used and are seen, in the dialog that is open if there is one. */
  private static final String USABLE =
      """
      const root = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document;
      const words = (node) => [...node.childNodes].filter((each) => each.nodeType === 3).map((each) => each.data).join(' ');
      const name = (each) => (each.getAttribute('aria-label') ?? (each.labels?.length ? words(each.labels[0]) : each.textContent))
        .replace(/\\s+/g, ' ').trim();
      const all = [...root.querySelectorAll('a[href], button, input, select, textarea, summary, [role=option], [tabindex="0"]')]
        .filter((each) => each.checkVisibility() && !each.disabled);
      """;

  /** Marks one of a name; those of the very name go before those whose name begins with it. */
  private static final String NAMED =
      USABLE
          + """
          const [wanted, nth, row] = arguments;
          const there = all.filter((each) => row === '' || each.closest('tr')?.innerText.includes(row));
          const same = there.filter((each) => name(each) === wanted);
          const found = (same.length ? same : there.filter((each) => name(each).startsWith(wanted)))[nth];
          document.querySelectorAll('[data-meant]').forEach((each) => delete each.dataset.meant);
          if (found) found.dataset.meant = 'yes';
          return found !== undefined;
          """;

  private static final String IN_DIALOG = "return document.querySelector('dialog[open]') !== null;";

  private static final String SELECTED =
      """
      document.querySelectorAll('[data-meant]').forEach((each) => delete each.dataset.meant);
      const found = document.querySelector(arguments[0]);
      if (found) found.dataset.meant = 'yes';
      return found !== null;
      """;

  private static final String NAMES =
      USABLE + "return all.map(name).filter((each) => each !== '').slice(0, 60);";

  private static final String TEXT =
      "return document.querySelector('main')?.innerText.slice(0, 600);";
  private static final String SEEN = "return document.body.innerText.includes(arguments[0]);";

  private static final String FILLED =
      "return document.querySelector('[data-meant]')?.value === arguments[0];";

  final Browser browser;
  private final JsonNode catalog;

  Hands(Browser browser) throws IOException {
    this.browser = browser;
    var name = "/dev/tutti/console/assets/en.json";
    try (var in = Objects.requireNonNull(Browser.class.getResourceAsStream(name), name)) {
      catalog = Json.tree(in.readAllBytes());
    }
  }

  /**
   * Thing that is meant, which a script marks in the page; what is drawn anew has to be marked
   * anew.
   */
  record Target(String name, String script, List<?> arguments) {
    /** Whether it is there, and is marked from now on. */
    boolean isMarked(Browser browser) {
      return Boolean.TRUE.equals(browser.script(script, arguments.toArray()));
    }
  }

  /** How they look at pages. */
  abstract Look look();

  /** Leads to a page by its name, as {@code routes.js} has it. */
  abstract void lead(String page);

  /** Uses something, which was found. */
  abstract void use(Target target);

  /** Brings the focus to something, without using it. */
  abstract void focus(Target target);

  /** Presses letters one after the other; without a keyboard, uses what the last one stands for. */
  abstract void strike(String letters, Target target);

  /** Opens the palette. */
  abstract void openPalette();

  /** Takes what the palette offers under a name. */
  abstract void pick(String key);

  /** Takes a choice of the palette by its whole name, once it is there. */
  abstract void take(String choice);

  /** Finds something by the palette that may come from the server, and takes it. */
  final void seek(String text, String choice) {
    var before = browser.address();
    openPalette();
    browser.await(IN_DIALOG);
    browser.press(text);
    take(choice);
    browser.settleAfter(before);
  }

  /** Opens a page by its name. */
  final void go(String page) {
    lead(page);
    browser.await("return location.pathname === '/console/' + arguments[0];", page);
    browser.settle();
  }

  /** Presses a button, or follows a link. */
  final void press(String key) {
    press(key, 0);
  }

  /** The same for one of several of that name, from 0. */
  final void press(String key, int nth) {
    use(found(named(key, nth, "")));
  }

  /** The same for the one in the row of a table that has a text. */
  final void pressInRow(String key, String row) {
    use(found(named(key, 0, row)));
  }

  /** Presses a button of the dialog that says what will be done, and waits until that is over. */
  final void confirm(String key) {
    browser.await(IN_DIALOG);
    press(key);
    browser.await("return document.querySelector('dialog[open]') === null;");
  }

  /** Replaces the text of a field. */
  final void type(String key, String text) {
    focus(found(named(key, 0, "")));
    browser.press(Keys.CONTROL, "a");
    browser.press(text);
    try {
      browser.await(FILLED, text);
    } catch (TimeoutException e) {
      throw new IllegalStateException("%s was typed into %s, and is gone".formatted(text, key), e);
    }
  }

  /** Chooses of a list by the beginning of a choice. */
  final void choose(String key, int nth, String choice) {
    focus(found(named(key, nth, "")));
    browser.press(choice);
  }

  /** Waits until a text is seen. */
  final void see(String key) {
    var text = text(key);
    try {
      browser.await(SEEN, text);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "%s is not seen (expected in: %s)".formatted(text, browser.script(TEXT)), e);
    }
  }

  /** Finds a page or an action by the palette. */
  final void search(String key) {
    var before = browser.address();
    openPalette();
    browser.await(IN_DIALOG);
    pick(key);
    browser.settleAfter(before);
  }

  /** Fills a field in the dialog that is open. */
  final void fill(String key, String text) {
    browser.await(IN_DIALOG);
    type(key, text);
  }

  /** Narrows a list by a filter, and waits for it. */
  final void narrow(String key, String filter) {
    var before = browser.address();
    type(key, filter);
    press("filter.find");
    browser.settleAfter(before);
  }

  /** Waits until there are so many of something. */
  final void count(String selector, int wanted) {
    browser.await(
        "return document.querySelectorAll(arguments[0]).length === arguments[1];",
        selector,
        wanted);
  }

  /** Waits until a text is not seen any more. */
  final void gone(String key) {
    browser.await(
        "return !document.querySelector('main').innerText.includes(arguments[0]);", text(key));
  }

  /** Follows the first link of a place. */
  final void open(String selector) {
    var before = browser.address();
    use(found(new Target(selector, SELECTED, List.of(selector))));
    browser.settleAfter(before);
  }

  /**
   * Goes on to another address by letters, the last of which stands for something of a name that is
   * there.
   */
  final void step(String letters, String key) {
    var before = browser.address();
    strike(letters, found(named(key, 0, "")));
    browser.settleAfter(before);
  }

  /** Waits until the address of the page ends so. */
  final void arrive(String path) {
    browser.await("return location.pathname.endsWith(arguments[0]);", path);
    browser.settle();
  }

  private Target named(String key, int nth, String row) {
    return new Target(text(key), NAMED, List.of(text(key), nth, row));
  }

  /** Waits until it is there. */
  final Target found(Target target) {
    try {
      browser.await(target.script, target.arguments.toArray());
      return target;
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "there is no %s %s (expected: one of %s)"
              .formatted(target.name, target.arguments, browser.texts(NAMES)),
          e);
    }
  }

  /** Text of a key up to its first value; what is no key is a text itself. */
  final String text(String key) {
    var found = catalog.path(key);
    var text = found.isString() ? found.asString() : key;
    int value = text.indexOf('{');
    return value < 0 ? text : text.substring(0, value).strip();
  }

  /** Both. */
  static List<Hands> both(Browser browser) throws IOException {
    return List.of(new Keyboard(browser), new Finger(browser));
  }
}
