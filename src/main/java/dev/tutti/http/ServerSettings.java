package dev.tutti.http;

import dev.tutti.call.BodyMemory;
import dev.tutti.config.Argument;
import dev.tutti.config.Section;
import dev.tutti.config.SettingsSection;
import dev.tutti.http.connection.ConnectionSettings;
import java.time.Duration;
import java.util.List;

/**
 * Settings of the HTTP server: where it listens, and how it answers.
 *
 * @param host the address to listen on; other than loopback only when a key exists
 * @param port 1 to 65535, or 0 for any that is free
 * @param bodyLimit the longest request body in bytes, once inflated, 1 to 1 GiB
 * @param bodyMemory bytes that all bodies together may hold: requests, answers that are collected
 *     or wait for a slow caller, long frames of streams, and trees made of these; 1 MiB to 1 TiB
 * @param deadline how long a call may take in all, more than 0
 * @param commitAfter how long the headers of a stream are held back while nothing has come, more
 *     than 0
 * @param heartbeat how often a silent stream says that it lives, more than 0
 * @param drain how long answers may go on after the server is told to stop, 0 or more
 * @param idle how long a connection may be silent before it is closed, whether or not a call waits
 *     on it for its answer; more than 0, rounded up to seconds
 * @param echoModel whether answers name the model as the caller did, rather than as the upstream
 *     does
 * @param tls what the server proves itself with
 * @param connections how many connections there may be, and how long parts of a request may take
 * @param cors pages of other origins that may call
 * @param allowedHosts other names that a {@code Host} or {@code Origin} header may have on loopback
 */
public record ServerSettings(
    String host,
    int port,
    int bodyLimit,
    long bodyMemory,
    Duration deadline,
    Duration commitAfter,
    Duration heartbeat,
    Duration drain,
    Duration idle,
    boolean echoModel,
    ServerTls tls,
    ConnectionSettings connections,
    Cors cors,
    List<String> allowedHosts) {
  /** Section {@code server}. */
  public static final SettingsSection<ServerSettings> SECTION =
      SettingsSection.fixed("server", ServerSettings::read);

  private static final int LONGEST_BODY = 1 << 30;
  private static final long LEAST_MEMORY = 1 << 20;
  private static final long MOST_MEMORY = 1L << 40;

  /** Loopback, port 8080, bodies of 32 MiB, in a sixth of the heap. */
  public static final ServerSettings DEFAULT =
      new ServerSettings(
          "127.0.0.1",
          8080,
          32 << 20,
          BodyMemory.shareOf(Runtime.getRuntime().maxMemory()),
          Duration.ofMinutes(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          true,
          ServerTls.NONE,
          ConnectionSettings.DEFAULT,
          Cors.NONE,
          List.of());

  /** Checks the ranges. */
  public ServerSettings {
    Argument.check(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
    Argument.check(
        bodyLimit >= 1 && bodyLimit <= LONGEST_BODY, "body_limit", bodyLimit, "1 to 1 GiB");
    Argument.check(bodyMemory >= LEAST_MEMORY, "body_memory", bodyMemory, ">= 1 MiB");
    Argument.check(deadline.isPositive(), "deadline", deadline, "> 0");
    Argument.check(commitAfter.isPositive(), "commit_after", commitAfter, "> 0");
    Argument.check(heartbeat.isPositive(), "heartbeat", heartbeat, "> 0");
    Argument.check(!drain.isNegative(), "drain", drain, ">= 0");
    Argument.check(idle.isPositive(), "idle", idle, "> 0");
  }

  /** The same settings for another address. */
  public ServerSettings at(String otherHost, int otherPort) {
    return new ServerSettings(
        otherHost,
        otherPort,
        bodyLimit,
        bodyMemory,
        deadline,
        commitAfter,
        heartbeat,
        drain,
        idle,
        echoModel,
        tls,
        connections,
        cors,
        allowedHosts);
  }

  /** Reads the section {@code server}. */
  public static ServerSettings read(Section section) {
    var deadline = section.duration("deadline").or(DEFAULT.deadline);
    var settings =
        new ServerSettings(
            section.string("host").or(DEFAULT.host),
            section.integer("port", 0, 65_535).or(DEFAULT.port),
            Math.toIntExact(
                section.size("body_limit", 1, LONGEST_BODY).or((long) DEFAULT.bodyLimit)),
            section.size("body_memory", LEAST_MEMORY, MOST_MEMORY).or(DEFAULT.bodyMemory),
            deadline,
            section.duration("commit_after").or(DEFAULT.commitAfter),
            section.duration("heartbeat").or(DEFAULT.heartbeat),
            section.durationOrZero("drain").or(DEFAULT.drain),
            section.duration("idle").or(longer(DEFAULT.idle, deadline)),
            section.bool("echo_model").or(DEFAULT.echoModel),
            ServerTls.read(section.section("tls")),
            ConnectionSettings.read(section),
            Cors.read(section.section("cors")),
            section.strings("allowed_hosts").or(DEFAULT.allowedHosts));
    if (settings.idle.compareTo(deadline) < 0) {
      section.refuse("idle", "at least deadline: a call is silent while it waits for its answer");
    }
    return settings;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
