package dev.tutti.gateway;

import dev.tutti.config.Section;
import java.time.Duration;
import java.util.List;

/**
 * How the server listens and answers.
 *
 * @param host the address to listen on; other than loopback only when a key exists
 * @param port 1 to 65535, or 0 for any that is free
 * @param bodyLimit the longest request body in bytes, once inflated
 * @param deadline how long a call may take in all
 * @param commitAfter how long the headers of a stream are held back while nothing has come
 * @param heartbeat how often a silent stream says that it lives
 * @param drain how long streams may go on after the server is told to stop
 * @param idle how long a connection may be silent before it is closed
 * @param echoModel whether answers name the model as the caller did, rather than as the upstream
 *     does
 * @param allowedHosts other names that a {@code Host} or {@code Origin} header may have on loopback
 */
public record ServerSettings(
    String host,
    int port,
    int bodyLimit,
    Duration deadline,
    Duration commitAfter,
    Duration heartbeat,
    Duration drain,
    Duration idle,
    boolean echoModel,
    List<String> allowedHosts) {

  private static final long LONGEST_BODY = 1 << 30;

  /** Loopback, port 8080, bodies of 32 MiB. */
  public static final ServerSettings DEFAULT =
      new ServerSettings(
          "127.0.0.1",
          8080,
          32 << 20,
          Duration.ofMinutes(10),
          Duration.ofSeconds(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(30),
          Duration.ofMinutes(10),
          true,
          List.of());

  /** The same settings for another address. */
  public ServerSettings at(String otherHost, int otherPort) {
    return new ServerSettings(
        otherHost,
        otherPort,
        bodyLimit,
        deadline,
        commitAfter,
        heartbeat,
        drain,
        idle,
        echoModel,
        allowedHosts);
  }

  /** Reads the section {@code server}. */
  public static ServerSettings read(Section section) {
    return new ServerSettings(
        section.string("host").or(DEFAULT.host),
        section.integer("port", 0, 65_535).or(DEFAULT.port),
        Math.toIntExact(
            Math.min(LONGEST_BODY, section.size("body_limit").or((long) DEFAULT.bodyLimit))),
        section.duration("deadline").or(DEFAULT.deadline),
        section.duration("commit_after").or(DEFAULT.commitAfter),
        section.duration("heartbeat").or(DEFAULT.heartbeat),
        section.durationOrZero("drain").or(DEFAULT.drain),
        section.duration("idle").or(DEFAULT.idle),
        section.bool("echo_model").or(DEFAULT.echoModel),
        section.strings("allowed_hosts").or(DEFAULT.allowedHosts));
  }
}
