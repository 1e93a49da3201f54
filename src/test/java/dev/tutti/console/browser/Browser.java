package dev.tutti.console.browser;

import dev.tutti.chat.Json;
import dev.tutti.testing.Patience;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.TimeoutException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window. Not thread-safe. */
final class Browser implements AutoCloseable {
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
  private static final List<String> DRIVERS =
      List.of("/usr/bin/chromedriver", "/usr/lib/chromium-browser/chromedriver");

  /** After this long something will not come any more, on however loaded a machine. */
  static final Duration PATIENCE = Patience.LIMIT.multipliedBy(2);

  private static final Duration LOOKS = Duration.ofMillis(100);
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Name that leads to this machine, as one does that was bound to it again. */
  static final String REBOUND = "rebound.test";

  /**
   * Noted before any script of the page runs: violations of the policy, what the API answers, how
   * many requests are under way, when the page has changed last, and what a finger has reached that
   * aimed at something: one that misses does nothing.
   */
  private static final String WATCH =
      """
      window.violations = [];
      window.answers = {};
      window.asked = 0;
      window.changed = 0;
      const ask = window.fetch;
      window.fetch = async (...all) => {
        window.asked++;
        const over = () => setTimeout(() => { window.asked--; });
        try {
          const answer = await ask(...all);
          const asked = ((all[1]?.method ?? 'GET') + ' ' + all[0]).replace('GET ', '');
          answer.clone().text().then((text) => { if (asked.includes('/admin/')) window.answers[asked] = text; }, () => 0).then(over);
          return answer;
        } catch (error) {
          over();
          throw error;
        }
      };
      new MutationObserver(() => { window.changed = performance.now(); })
        .observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
      addEventListener('click', (event) => {
        if (window.aim !== 'aimed') return;
        window.aim = document.querySelector('[data-meant]')?.contains(event.target) ? 'hit' : 'missed';
        if (window.aim === 'hit') return;
        event.preventDefault();
        event.stopImmediatePropagation();
      }, true);
      document.addEventListener('securitypolicyviolation', (event) =>
        window.violations.push(event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample));
      """;

  /**
   * Whether the page has all its data, or says why not, and its effects have run: the library runs
   * them a tenth of a second after a change at the latest.
   */
  private static final String READY =
      """
      return document.readyState === 'complete' && document.querySelector('h1, [role=alert], .notice') !== null
        && document.querySelector('.spinner, [aria-busy=true]') === null && document.fonts.status === 'loaded'
        && window.asked === 0 && performance.now() - window.changed > 120;
      """;

  /** What a page that is not ready shows. */
  private static final String SHOWN =
      "return location.pathname + ', ' + window.asked + ' requests under way: '"
          + " + document.body?.innerText.slice(0, 300);";

  private static final String LOG_IN =
      """
      const done = arguments[arguments.length - 1];
      fetch(arguments[0], {method: 'POST', headers: {'content-type': 'application/json'}, body: arguments[1]})
        .then((answer) => done(String(answer.status)), (error) => done(String(error)));
      """;

  private final ChromeDriver driver;

  Browser() {
    var logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    var options = new ChromeOptions();
    options.setBinary(first(BROWSERS, "chromium"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-background-timer-throttling",
        "--disable-renderer-backgrounding",
        "--no-first-run",
        "--no-proxy-server",
        "--host-resolver-rules=MAP %s 127.0.0.1".formatted(REBOUND));
    options.setCapability("goog:loggingPrefs", logs);
    var service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(first(DRIVERS, "chromium-driver")))
            .usingAnyFreePort()
            .withTimeout(PATIENCE)
            .build();
    driver = new ChromeDriver(service, options);
    driver.executeCdpCommand("Page.enable", Map.of());
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
    driver.manage().timeouts().scriptTimeout(PATIENCE);
  }

  private static String first(List<String> paths, String name) {
    return paths.stream()
        .filter(each -> Files.isExecutable(Path.of(each)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s is not there (expected: one of %s; apt-get install %s)"
                        .formatted(name, paths, name)));
  }

  /** Makes the screen of a width in CSS pixels. */
  void width(int pixels) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 800, "deviceScaleFactor", 1, "mobile", pixels < 600));
  }

  /** Has the browser live in a zone; in that of the machine where it is empty. */
  void zone(String zone) {
    driver.executeCdpCommand("Emulation.setTimezoneOverride", Map.of("timezoneId", zone));
  }

  /** Has the system prefer a scheme of colours; its own where it is empty. */
  void scheme(String scheme) {
    var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
  }

  /** Chooses language and theme as a reader does, from now on. */
  void choose(String language, String theme) {
    script(
        "localStorage.setItem('tutti.language', arguments[0]);"
            + "localStorage.setItem('tutti.theme', arguments[1]);",
        language,
        theme);
  }

  /**
   * Opens an address and waits until its page is ready; what the page before has still told is
   * forgotten.
   */
  void open(String url) {
    leave();
    driver.get(url);
    settle();
  }

  /** Leaves the page, whose requests end with it, and forgets what it has told. */
  void leave() {
    driver.get("about:blank");
    complaints();
  }

  /** Has downloads kept in a folder. */
  void downloads(Path folder) {
    driver.executeCdpCommand(
        "Browser.setDownloadBehavior",
        Map.of("behavior", "allow", "downloadPath", folder.toString()));
  }

  /** Goes on in a new tab. */
  void tab() {
    driver.switchTo().newWindow(WindowType.TAB);
    driver.executeCdpCommand("Page.enable", Map.of());
    driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH));
  }

  /** Addresses of pages that the frames of the page show, not of errors in JSON. */
  List<String> frames() {
    var tree = driver.executeCdpCommand("Page.getFrameTree", Map.of());
    return Json.tree(Json.text(tree)).findValues("frame").stream()
        .filter(each -> each.path("mimeType").asString("").equals("text/html"))
        .map(each -> each.path("url").asString(""))
        .toList();
  }

  /** Bytes of the heap of the page's scripts. */
  double heap() {
    return ((Number) Objects.requireNonNull(script("return performance.memory.totalJSHeapSize;")))
        .doubleValue();
  }

  /** Opens an address that is no page of the console. */
  void show(String url) {
    driver.get(url);
  }

  /** Whether the page has such an element. */
  boolean has(String selector) {
    return !driver.findElements(By.cssSelector(selector)).isEmpty();
  }

  /** Waits until the page is ready. */
  void settle() {
    try {
      await(READY);
    } catch (TimeoutException e) {
      throw new IllegalStateException("the page is not ready: " + script(SHOWN), e);
    }
  }

  /** Address of the page. */
  String address() {
    return String.valueOf(script("return location.href;"));
  }

  /** Waits until the page has another address than before, and is ready. */
  void settleAfter(String before) {
    await("return location.href !== arguments[0];", before);
    settle();
  }

  /** Waits until a script returns true. */
  void await(String condition, Object... arguments) {
    new WebDriverWait(driver, PATIENCE, LOOKS)
        .withMessage(() -> "waited %s in vain for %s".formatted(PATIENCE, condition.strip()))
        .until(_ -> Boolean.TRUE.equals(script(condition, arguments)));
  }

  /** Whether a script returns true soon: where it may be in vain, and is tried again. */
  boolean comes(String condition) {
    try {
      new WebDriverWait(driver, SOON, LOOKS.dividedBy(10))
          .until(_ -> Boolean.TRUE.equals(script(condition)));
      return true;
    } catch (TimeoutException _) {
      return false;
    }
  }

  /** Logs in by a key, from the page that is open. */
  void logIn(String secret) {
    var told = later(LOG_IN, "/console/login", Json.text(Json.object().put("key", secret)));
    if (!"200".equals(told)) {
      throw new IllegalStateException("the login was answered with " + told + " (expected: 200)");
    }
  }

  /** Logs out, from the page that is open. */
  void logOut() {
    later(LOG_IN, "/console/logout", "{}");
  }

  /** Cookies of a server, with their flags. */
  Set<Cookie> cookies() {
    return driver.manage().getCookies();
  }

  /** Has the browser keep a cookie, as a page of the same site might. */
  void plant(Cookie cookie) {
    driver.manage().addCookie(cookie);
  }

  /** Presses keys, wherever the focus is. */
  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /** Presses a key while another is held. */
  void press(Keys held, CharSequence key) {
    new Actions(driver).keyDown(held).sendKeys(key).keyUp(held).perform();
  }

  /** Whether fingers touch it, instead of a mouse. */
  void touch(boolean on) {
    driver.executeCdpCommand("Emulation.setTouchEmulationEnabled", Map.of("enabled", on));
  }

  /** Touches a place of the screen with a finger. */
  void tap(double x, double y) {
    var points = List.of(Map.of("x", x, "y", y));
    driver.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", "touchStart", "touchPoints", points));
    driver.executeCdpCommand(
        "Input.dispatchTouchEvent", Map.of("type", "touchEnd", "touchPoints", List.of()));
  }

  /** Drags with the mouse over the first such element, from one share of its width to another. */
  void drag(String selector, double from, double to) {
    var element = driver.findElement(By.cssSelector(selector));
    script("arguments[0].scrollIntoView({block: 'center'});", element);
    int width = element.getSize().width;
    int begin = (int) Math.round((from - .5) * width);
    new Actions(driver)
        .moveToElement(element, begin, 0)
        .clickAndHold()
        .moveByOffset((int) Math.round((to - from) * width), 0)
        .release()
        .perform();
  }

  /** Types into a field. */
  void type(String selector, String text) {
    driver.findElement(By.cssSelector(selector)).sendKeys(text);
  }

  /** Runs a script in the page. */
  @Nullable Object script(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** Runs a script whose last argument is called with its result. */
  @Nullable Object later(String script, Object... arguments) {
    return driver.executeAsyncScript(script, arguments);
  }

  /** A script's list of texts. */
  List<String> texts(String script, Object... arguments) {
    var found = (List<?>) Objects.requireNonNull(script(script, arguments));
    return found.stream().map(String::valueOf).toList();
  }

  /** Errors and warnings that the browser has told since it was asked last. */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(each -> each.getLevel().intValue() >= Level.WARNING.intValue())
        .map(each -> each.getLevel() + " " + each.getMessage())
        .toList();
  }

  /** Picture of the screen as PNG. */
  byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  @Override
  public void close() {
    driver.quit();
  }
}
