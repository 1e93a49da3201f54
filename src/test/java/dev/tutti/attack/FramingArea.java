package dev.tutti.attack;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests whose framing two parsers could read in two ways (RFC 9112): each gets one refusal at
 * most, and what is hidden behind it is never answered.
 */
final class FramingArea implements Area {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final String HIDDEN = "GET /healthz?smuggled HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n";
  private static final String CHUNK = "2\r\n{}\r\n0\r\n\r\n";

  @Override
  public String name() {
    return "framing";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws IOException {
    for (var each : attacks(victim.key("user")).entrySet()) {
      var shot = victim.raw(each.getValue(), PATIENCE);
      boolean refused = shot.status() == 0 || shot.status() >= 400;
      tally.note(
          each.getKey(), refused && shot.answers() <= 1, shot.answers() + " answers: " + shot);
    }
    tally.note("alive after all", victim.isAlive(), "no answer");
  }

  private static Map<String, String> attacks(String key) {
    var all = new LinkedHashMap<String, String>();
    var auth = "host: 127.0.0.1\r\nauthorization: Bearer " + key + "\r\n";
    var post = "POST /v1/embeddings HTTP/1.1\r\n" + auth;
    for (var coding :
        new String[] {
          "xchunked", "identity", "gzip", "\"chunked\"", "chunked, identity", "chunked, gzip",
          "chunked;q=1", "chunked, chunked", ", chunked,x", "x chunked", "chunked x",
              "ch\u000bunked",
          "\u000bchunked", "chunked\u0000"
        }) {
      all.put(
          "transfer-encoding: " + coding,
          post + "transfer-encoding: " + coding + "\r\n\r\n" + HIDDEN);
    }
    lengths(all, post);
    heads(all, auth);
    chunks(all, post);
    return all;
  }

  private static void lengths(Map<String, String> all, String post) {
    all.put(
        "content-length beside chunked",
        post + "content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n" + CHUNK + HIDDEN);
    for (var length :
        new String[] {
          "2, 3", "2,2x", "-1", "+2", "0x2", "2 2", "99999999999999999999", "", "two", "2.0", "1e1"
        }) {
      all.put(
          "content-length: " + length, post + "content-length: " + length + "\r\n\r\n{}" + HIDDEN);
    }
    all.put("two lengths", post + "content-length: 2\r\ncontent-length: 60\r\n\r\n{}" + HIDDEN);
    all.put("length with a space", post + "content-length : 2\r\n\r\n{}" + HIDDEN);
    all.put("length folded", post + "content-length:\r\n 2\r\n\r\n{}" + HIDDEN);
  }

  private static void heads(Map<String, String> all, String auth) {
    var get = "GET /v1/models HTTP/1.1\r\n" + auth;
    all.put("two hosts", get + "host: evil.test\r\n\r\n");
    all.put("no host", "GET /v1/models HTTP/1.1\r\nx: y\r\n\r\n");
    all.put(
        "a foreign host in the target",
        "GET http://evil.test/v1/models HTTP/1.1\r\n" + auth + "\r\n");
    all.put("an empty name", get + ": v\r\n\r\n");
    all.put("a name with a space", get + "a b: v\r\n\r\n");
    all.put("a name with a NUL", get + "a\u0000b: v\r\n\r\n");
    all.put("a value with a NUL", get + "a: v\u0000w\r\n\r\n");
    all.put("a value with a bare CR", get + "a: v\rx: y\r\n\r\n");
    all.put("a folded value", get + "a: v\r\n w\r\n\r\n");
    all.put("a line without a colon", get + "nonsense\r\n\r\n");
    all.put("a target of 100 KB", "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + auth + "\r\n");
    all.put("a header of 100 KB", get + "a: " + "b".repeat(100_000) + "\r\n\r\n");
    all.put("50,000 headers", get + "a: b\r\n".repeat(50_000) + "\r\n");
    for (var version : new String[] {"HTTP/9.9", "HTTP/1.12", "http/1.1", "HTTP/", "ICY/1.1"}) {
      all.put("version " + version, "GET /v1/models " + version + "\r\n" + auth + "\r\n");
    }
    for (var expect : new String[] {"200-ok", "100-continue, x", "nonsense"}) {
      all.put(
          "expect: " + expect,
          "POST /v1/embeddings HTTP/1.1\r\n"
              + auth
              + "expect: "
              + expect
              + "\r\ncontent-length: 2\r\n\r\n{}");
    }
    all.put("a NUL in the target", "GET /v1/mod\u0000els HTTP/1.1\r\n" + auth + "\r\n");
    all.put(
        "TLS on a plain port",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003");
    all.put("SSH on the port", "SSH-2.0-OpenSSH_9.2\r\n");
  }

  private static void chunks(Map<String, String> all, String post) {
    var chunked = post + "transfer-encoding: chunked\r\n\r\n";
    for (var size :
        new String[] {
          "-2",
          "+2",
          "0x2",
          "g",
          "",
          "99999999999999999",
          "2_0",
          "７",
          "2 ",
          "2\t",
          " 2",
          "2 2",
          "2 x",
          "2\u000b",
          "2\u0000",
          "2\r"
        }) {
      all.put("chunk size " + size, chunked + size + "\r\n{}\r\n0\r\n\r\n" + HIDDEN);
    }
    all.put("no end of a chunk", chunked + "2\r\n{}X0\r\n\r\n" + HIDDEN);
    all.put("an extension of 100 KB", chunked + "2;" + "a".repeat(100_000) + "\r\n{}\r\n0\r\n\r\n");
    all.put(
        "trailers of 100 KB", chunked + "2\r\n{}\r\n0\r\n" + "a: b\r\n".repeat(20_000) + "\r\n");
  }
}
