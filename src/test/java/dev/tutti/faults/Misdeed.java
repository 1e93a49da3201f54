package dev.tutti.faults;

import static dev.tutti.chat.FaultCode.CONNECTION;
import static dev.tutti.chat.FaultCode.INSUFFICIENT_QUOTA;
import static dev.tutti.chat.FaultCode.OVERLOADED;
import static dev.tutti.chat.FaultCode.RATE_LIMITED;
import static dev.tutti.chat.FaultCode.TIMEOUT;
import static dev.tutti.chat.FaultCode.TRUNCATED;
import static dev.tutti.chat.FaultCode.UPSTREAM_CREDENTIALS;
import static dev.tutti.chat.FaultCode.UPSTREAM_ERROR;
import static dev.tutti.testing.Chat.role;
import static dev.tutti.testing.Chat.text;

import dev.tutti.chat.FaultCode;
import dev.tutti.testing.Chat;
import dev.tutti.testing.Script;
import dev.tutti.testing.Turn;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** One thing that an upstream does wrong, and what Tutti makes of it. */
enum Misdeed {
  // Nobody is there, or nobody that speaks HTTP.
  REFUSED(Place.CLOSED_PORT, CONNECTION, 3),
  BLACK_HOLE(Place.BLACK_HOLE, TIMEOUT, 3),
  TLS_WITHOUT_TLS(Place.PLAIN_BEHIND_TLS, CONNECTION, 3),
  GARBAGE(UPSTREAM_ERROR, 3, turn -> turn.write("SSH-2.0-nothing for you\r\n\r\n").close()),

  // The connection breaks.
  RESET_BEFORE_HEADERS(Place.CUTTING_UPSTREAM, CONNECTION, 1, Turn::reset),
  CLOSED_BEFORE_HEADERS(Place.CUTTING_UPSTREAM, CONNECTION, 1, Turn::close),
  RESET_IN_HEADERS(
      Place.CUTTING_UPSTREAM,
      CONNECTION,
      1,
      turn -> turn.write("HTTP/1.1 200 OK\r\ncontent-ty").reset()),
  RESET_IN_BODY(TRUNCATED, 3, Misdeed::begun, Turn::reset),
  CUT_STREAM(TRUNCATED, 3, Misdeed::begun, Turn::close),
  ENDS_WITHOUT_AN_END(TRUNCATED, 3, Misdeed::begun, turn -> turn.end()),
  LENGTH_TOO_LONG(
      TRUNCATED,
      3,
      turn -> turn.head(200, Chat.JSON, "content-length: 1000").write("{\"id\":").close()),
  LENGTH_TOO_SHORT(
      TRUNCATED,
      3,
      turn -> turn.head(200, Chat.JSON, "content-length: 20").write(Chat.whole("never")).close()),
  BAD_GZIP(
      UPSTREAM_ERROR,
      3,
      turn -> turn.json(200, "this is not gzip at all, it is text", "content-encoding: gzip")),

  // It answers nonsense.
  NOT_JSON(UPSTREAM_ERROR, 3, turn -> turn.json(200, "<html>It works!</html>")),
  A_WEB_PAGE(
      UPSTREAM_ERROR,
      3,
      turn -> turn.head(200, "content-type: text/html", "content-length: 6").write("<html>")),
  NOTHING(UPSTREAM_ERROR, 3, turn -> turn.json(200, "")),
  ANOTHER_JSON(UPSTREAM_ERROR, 3, turn -> turn.json(200, "[1,2,3]")),
  A_REDIRECT(
      UPSTREAM_ERROR,
      3,
      turn -> turn.head(302, "location: http://127.0.0.1:1/", "content-length: 0")),
  ERROR_IN_200(
      UPSTREAM_ERROR, 3, turn -> turn.json(200, "{\"error\":{\"message\":\"broken inside\"}}")),

  // It refuses.
  LIMITED_SECONDS(RATE_LIMITED, 1, turn -> limited(turn, "retry-after: 1")),
  LIMITED_DATE(RATE_LIMITED, 1, turn -> limited(turn, "retry-after: " + inAMinute())),
  LIMITED_MILLISECONDS(RATE_LIMITED, 3, turn -> limited(turn, "retry-after-ms: 20")),
  LIMITED_ABSURDLY(RATE_LIMITED, 1, turn -> limited(turn, "retry-after: 99999999999")),
  LIMITED_NONSENSE(RATE_LIMITED, 3, turn -> limited(turn, "retry-after: soon")),
  LIMITED(RATE_LIMITED, 3, Misdeed::limited),
  OUT_OF_MONEY(
      INSUFFICIENT_QUOTA,
      1,
      turn -> turn.json(429, "{\"error\":{\"code\":\"insufficient_quota\",\"message\":\"pay\"}}")),
  WRONG_KEY(
      UPSTREAM_CREDENTIALS, 1, turn -> turn.json(401, "{\"error\":{\"message\":\"bad key\"}}")),
  STATUS_408(TIMEOUT, 3, turn -> failed(turn, 408)),
  STATUS_409(UPSTREAM_ERROR, 3, turn -> failed(turn, 409)),
  STATUS_500(UPSTREAM_ERROR, 3, turn -> failed(turn, 500)),
  STATUS_502(UPSTREAM_ERROR, 3, turn -> failed(turn, 502)),
  STATUS_503(OVERLOADED, 3, turn -> failed(turn, 503)),
  STATUS_504(TIMEOUT, 3, turn -> failed(turn, 504)),
  STATUS_529(OVERLOADED, 3, turn -> failed(turn, 529)),

  // It is slow.
  STALL_BEFORE_HEADERS(Place.SLOW_UPSTREAM, TIMEOUT, 1, Turn::stall),
  STALL_AFTER_HEADERS(Place.SLOW_UPSTREAM, TIMEOUT, 1, turn -> turn.stream().stall()),
  STALL_BEFORE_CONTENT(
      Place.SLOW_UPSTREAM,
      TIMEOUT,
      1,
      turn -> {
        begun(turn);
        turn.stall();
      }),
  ONE_BYTE_AT_A_TIME(Place.SLOW_UPSTREAM, TIMEOUT, 1, Misdeed::drip),

  // It fails when the caller has already seen content.
  CUT_AFTER_CONTENT(TRUNCATED, turn -> turn.stream().event(text("begun")).close()),
  RESET_AFTER_CONTENT(TRUNCATED, turn -> turn.stream().event(text("begun")).reset()),
  STALL_AFTER_CONTENT(
      Place.IDLE_UPSTREAM, TIMEOUT, 1, true, turn -> turn.stream().event(text("begun")).stall()),
  ERROR_AFTER_CONTENT(
      UPSTREAM_ERROR,
      turn -> {
        turn.stream().event(text("begun"));
        turn.event("{\"error\":{\"message\":\"broken in the middle\"}}").done();
      });

  private static final Duration DRIP = Duration.ofMillis(50);

  /** Where it is done. */
  enum Place {
    UPSTREAM,
    /** The same, which is given a second for whatever is waited for. */
    SLOW_UPSTREAM,
    /** The same, which is given a second for what comes after the first content. */
    IDLE_UPSTREAM,
    /**
     * Another one that no connection of is ever idle: a request that an idle one has lost is sent
     * once more, and that would be one attempt and two requests.
     */
    CUTTING_UPSTREAM,
    CLOSED_PORT,
    BLACK_HOLE,
    PLAIN_BEHIND_TLS;

    /** Whether somebody there counts what is asked. */
    boolean counts() {
      return switch (this) {
        case UPSTREAM, SLOW_UPSTREAM, IDLE_UPSTREAM, CUTTING_UPSTREAM -> true;
        case CLOSED_PORT, BLACK_HOLE, PLAIN_BEHIND_TLS -> false;
      };
    }
  }

  private final Place place;
  private final FaultCode expected;
  private final int attempts;
  private final boolean afterContent;

  @SuppressWarnings("ImmutableEnumChecker") // scripts hold no state
  private final Script script;

  Misdeed(Place place, FaultCode expected, int attempts) {
    this(place, expected, attempts, false, Turn::close);
  }

  Misdeed(FaultCode expected, int attempts, Script script) {
    this(Place.UPSTREAM, expected, attempts, script);
  }

  Misdeed(Place place, FaultCode expected, int attempts, Script script) {
    this(place, expected, attempts, false, script);
  }

  Misdeed(FaultCode expected, int attempts, Script beginning, Script end) {
    this(
        expected,
        attempts,
        turn -> {
          beginning.play(turn);
          end.play(turn);
        });
  }

  Misdeed(FaultCode expected, Script afterContent) {
    this(Place.UPSTREAM, expected, 1, true, afterContent);
  }

  Misdeed(Place place, FaultCode expected, int attempts, boolean afterContent, Script script) {
    this.place = place;
    this.expected = expected;
    this.attempts = attempts;
    this.afterContent = afterContent;
    this.script = script;
  }

  Place place() {
    return place;
  }

  /** What the caller hears when nobody else can be asked. */
  FaultCode expected() {
    return expected;
  }

  /** How often the only deployment is asked. */
  int attempts() {
    return attempts;
  }

  /** Whether the caller has seen content by then. */
  boolean isAfterContent() {
    return afterContent;
  }

  Script script() {
    return script;
  }

  /** Its part of names in the configuration. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static void begun(Turn turn) throws IOException {
    if (turn.heard().body().contains("\"stream\":true")) {
      turn.stream().event(role());
    } else {
      turn.head(200, Chat.JSON, "transfer-encoding: chunked").piece("{\"id\":\"x\",");
    }
  }

  private static void limited(Turn turn, String... headers) throws IOException {
    turn.json(429, "{\"error\":{\"message\":\"slow down\"}}", headers);
  }

  private static void failed(Turn turn, int status) throws IOException {
    turn.json(status, "{\"error\":{\"message\":\"out of order\"}}");
  }

  private static String inAMinute() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(
        Clock.systemUTC().instant().plusSeconds(60).atOffset(ZoneOffset.UTC));
  }

  private static void drip(Turn turn) throws IOException, InterruptedException {
    begun(turn);
    do {
      turn.piece(" ");
    } while (!turn.leavesWithin(DRIP));
  }
}
