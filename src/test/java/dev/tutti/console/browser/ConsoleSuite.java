package dev.tutti.console.browser;

import dev.tutti.security.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/**
 * The console in Chromium, in parts. {@code --only pages,jobs} runs some of them; with {@code
 * --shots FOLDER [PAGE...]} it takes pictures of all pages, or of some, instead.
 */
final class ConsoleSuite {
  private final SeededServer server;
  private final Browser browser;
  private final PageCheck check;

  private ConsoleSuite(SeededServer server, Browser browser) throws IOException {
    this.server = server;
    this.browser = browser;
    this.check = new PageCheck(browser);
  }

  /** Part of the suite, in the order in which they run: from {@link #STRANGERS} on with a key. */
  private enum Part {
    /** Every page in both languages and themes, at the width of a phone and of a desk. */
    PAGES,
    /** Faults that were planted, and must be found. */
    PLANTED,
    /** Figures of pages beside those of the API and of plain SQL. */
    FIGURES,
    /** Recorded decisions as they are drawn, beside those of the API. */
    ROUTING,
    /** Spans of time of the overview, chosen, typed and zoomed into. */
    SPANS,
    /** Tables as files. */
    LISTS,
    /** First steps of somebody who has read nothing. */
    NEWCOMER,
    /** Texts of strangers wherever they are shown. */
    STRANGERS,
    /** Jobs by keyboard, then by touch. */
    JOBS,
    /** Cookies, and pages of other origins and names. */
    ORIGINS,
    /** Logins of every role, and what each may. */
    LOGINS;

    static Set<Part> of(String words) {
      var parts = EnumSet.noneOf(Part.class);
      Stream.of(words.split(","))
          .forEach(each -> parts.add(valueOf(each.toUpperCase(Locale.ROOT))));
      return parts;
    }
  }

  /** Runs it; its exit code is 0 without findings, 1 with some, 2 where it could not run. */
  public static void main(String[] arguments) throws IOException {
    var folder = Files.createTempDirectory("tutti-console");
    int status = 2;
    try (var server = SeededServer.start(folder);
        var browser = new Browser()) {
      var suite = new ConsoleSuite(server, browser);
      status = suite.run(List.of(arguments)) ? 0 : 1;
    } catch (RuntimeException | AssertionError e) {
      e.printStackTrace(System.err);
    } finally {
      FileUtils.deleteQuietly(folder.toFile());
    }
    System.exit(status);
  }

  /** Whether it has found nothing. */
  private boolean run(List<String> arguments) throws IOException {
    var option = arguments.size() < 2 ? "" : arguments.getFirst();
    if (option.equals("--shots")) {
      shoot(Path.of(arguments.get(1)), List.copyOf(arguments.subList(2, arguments.size())));
      return true;
    }
    var report = new SuiteReport();
    for (var part :
        option.equals("--only") ? Part.of(arguments.get(1)) : EnumSet.allOf(Part.class)) {
      long began = System.nanoTime();
      var found = tried(part);
      report.add(
          part.name().toLowerCase(Locale.ROOT), found, Duration.ofNanos(System.nanoTime() - began));
    }
    System.out.println(report.summary());
    return report.isClean();
  }

  /** A part that cannot go on has a finding for that, and the parts after it run too. */
  private List<String> tried(Part part) throws IOException {
    try {
      begin(part);
      return run(part);
    } catch (RuntimeException | AssertionError e) {
      e.printStackTrace(System.err);
      return List.of("ended early: " + e);
    }
  }

  /**
   * Has every part begin alike, whatever ran before it: at a desk, in English, logged in where keys
   * are needed, on a page that nothing was told of.
   */
  private void begin(Part part) {
    browser.leave();
    if (part.compareTo(Part.STRANGERS) >= 0 && server.secret().isEmpty()) {
      server.requireKeys();
    }
    browser.touch(false);
    browser.width(Look.DESK.width());
    browser.open(server.url() + "/console");
    browser.choose(Look.DESK.language(), Look.DESK.theme());
    if (!server.secret().isEmpty()) {
      browser.logIn(server.secret());
    }
    browser.open(server.url() + "/console");
  }

  private List<String> run(Part part) throws IOException {
    return switch (part) {
      case PAGES -> checkPages();
      case PLANTED -> new PlantedFaults(browser, check).run(server.url() + "/console/models");
      case FIGURES -> new FigureCheck(server, browser).run();
      case ROUTING -> new RoutingCheck(server, browser).run();
      case SPANS -> new SpanCheck(server, browser).run();
      case LISTS -> new ListCheck(server, browser).run();
      case NEWCOMER -> new Newcomer(browser).run();
      case STRANGERS -> new HostileTexts(server, browser).run(pages());
      case JOBS -> new Jobs(server, browser, check).run(pages());
      case ORIGINS -> new OriginAttacks(server, browser).run();
      case LOGINS -> checkLogins();
    };
  }

  private List<ConsolePage> pages() throws IOException {
    return ConsolePage.all(browser, server.ids());
  }

  private List<String> checkPages() throws IOException {
    var found = new ArrayList<String>();
    var pages = pages();
    for (var look : Look.all()) {
      pages.forEach(page -> found.addAll(findings(page, look)));
    }
    System.out.printf("%d pages, %d views%n", pages.size(), pages.size() * Look.all().size());
    return found;
  }

  /** The page of the login as every reader sees it, and a login of each role. */
  private List<String> checkLogins() throws IOException {
    var pages = pages();
    browser.logOut();
    var login = new ConsolePage("login", "", Set.of());
    var found = new ArrayList<String>();
    for (var look : Look.all()) {
      found.addAll(findings(login, look));
    }
    show(login, Look.DESK);
    var journey = new LoginJourney(browser, server.url());
    var routes = new RoleRoutes(server.url());
    for (var role : Role.values()) {
      var secret = server.create(role, role.word()).secret();
      found.addAll(journey.run(role, secret, pages));
      found.addAll(routes.run(role, secret));
    }
    System.out.printf("%d roles logged in and out%n", Role.values().length);
    return found;
  }

  private List<String> findings(ConsolePage page, Look look) {
    List<String> found;
    try {
      show(page, look);
      found = check.findings();
    } catch (RuntimeException e) {
      found = List.of(String.valueOf(e.getMessage()));
    }
    return found.stream().map(each -> "%s %s: %s".formatted(page.name(), look, each)).toList();
  }

  private void show(ConsolePage page, Look look) {
    browser.width(look.width());
    browser.choose(look.language(), look.theme());
    browser.open(server.url() + "/console" + page.path());
  }

  /** Takes pictures of the pages of some names, or of all. */
  private void shoot(Path folder, List<String> names) throws IOException {
    Files.createDirectories(folder);
    begin(Part.PAGES);
    var pages =
        pages().stream().filter(each -> names.isEmpty() || names.contains(each.name())).toList();
    for (var look : Look.all()) {
      for (var page : pages) {
        show(page, look);
        Files.write(folder.resolve(page.name() + "-" + look + ".png"), browser.picture());
      }
    }
    System.out.printf("%d pictures in %s%n", pages.size() * Look.all().size(), folder);
  }
}
