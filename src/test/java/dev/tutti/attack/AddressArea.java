package dev.tutti.attack;

import dev.tutti.chat.Json;
import java.io.IOException;
import java.util.List;

/** Addresses that lead to a cloud's credentials, or that are none, as a provider's base_url. */
final class AddressArea implements Area {
  private static final List<String> METADATA =
      List.of(
          "http://169.254.169.254",
          "http://169.254.169.254:80/latest/meta-data",
          "http://169.254.169.254.",
          "http://2852039166",
          "http://0xa9fea9fe",
          "http://0xa9.0xfe.0xa9.0xfe",
          "http://0251.0376.0251.0376",
          "http://169.254.43518",
          "http://169.16689662",
          "http://[::ffff:169.254.169.254]",
          "http://[::ffff:a9fe:a9fe]",
          "http://[0:0:0:0:0:ffff:a9fe:a9fe]",
          "http://[::169.254.169.254]",
          "http://[::a9fe:a9fe]",
          "http://[::ffff:0:169.254.169.254]",
          "http://[::ffff:0:a9fe:a9fe]",
          "http://[64:ff9b::169.254.169.254]",
          "http://[64:ff9b::a9fe:a9fe]",
          "http://[64:ff9b:1::a9fe:a9fe]",
          "http://[2002:a9fe:a9fe::]",
          "http://[2002:a9fe:a9fe::1]",
          "http://[fe80::1]",
          "http://[fe80::1%25lo]",
          "http://[fd00:ec2::254]",
          "http://169.254.170.2",
          "http://169.254.0.1",
          "http://metadata.google.internal",
          "http://METADATA.google.internal.",
          "http://metadata",
          "http://instance-data",
          "http://100.100.100.200",
          "http://192.0.0.192",
          "http://168.63.129.16",
          "http://①⑥⑨.②⑤④.①⑥⑨.②⑤④",
          "http://169。254。169。254",
          "http://169.254.169.254%2f@example.test",
          "http://example.test@169.254.169.254",
          "http://[::ffff:0xa9fe:a9fe]",
          "http://169.254.169.254#@x",
          "http://169.254.169.254\\\\@x");

  private static final List<String> NO_ADDRESS =
      List.of(
          "",
          "x",
          "//x",
          "http://",
          "http://:80",
          "http://x:0",
          "http://x:70000",
          "http://x:-1",
          "http://x:80x",
          "http://user:word@x",
          "http://x y",
          "http://x\\r\\nhost: y",
          "http://x\\u0000",
          "http://[::1",
          "http://[xyz]",
          "http://[1:2:3]",
          "file:///etc/passwd",
          "ftp://x",
          "gopher://x",
          "javascript:alert(1)",
          "data:text/plain,x",
          "ws://x",
          "unix:///run/x",
          "http://..",
          "http://x/#y",
          "http://x/?y=1");

  @Override
  public String name() {
    return "addresses";
  }

  @Override
  public void attack(Victim victim, Tally tally) throws Exception {
    for (var address : METADATA) {
      tally.note("base_url " + address, isRefused(victim, address), "it was used");
    }
    for (var address : NO_ADDRESS) {
      var put = put(victim, address);
      boolean held = put.status() == 400 || (put.status() == 200 && !fails(victim));
      tally.note("base_url " + address, held, put);
    }
    requests(victim, tally);
    tally.note("alive", victim.isAlive(), "dead");
    victim.ask("DELETE", "/admin/providers/elsewhere", victim.key("admin"), "");
  }

  private static Shot put(Victim victim, String address) throws IOException {
    var body =
        "{\"preset\":\"openai-compatible\",\"timeouts\":{\"connect\":\"300ms\"},\"base_url\":\"%s\"}"
            .formatted(address);
    return victim.ask("PUT", "/admin/providers/elsewhere", victim.key("admin"), body);
  }

  /** Refused as a setting, or at least when it is used, and because of the address. */
  private static boolean isRefused(Victim victim, String address) throws IOException {
    var put = put(victim, address);
    if (put.status() == 400) {
      return true;
    }
    var used = victim.ask("POST", "/v1/chat/completions", victim.key("admin"), chat("elsewhere/m"));
    return used.status() >= 400 && used.status() != 500 && !used.body().contains("timeout");
  }

  /** Whether a use of it is a failure of Tutti's own. */
  private static boolean fails(Victim victim) throws IOException {
    return victim
            .ask("POST", "/v1/chat/completions", victim.key("admin"), chat("elsewhere/m"))
            .status()
        == 500;
  }

  /** A caller's request names no address. */
  private static void requests(Victim victim, Tally tally) throws IOException {
    for (var member : List.of("api_base", "base_url", "api_key")) {
      var body = Json.object().put("model", "up/ok").put(member, "http://169.254.169.254");
      body.putArray("messages").addObject().put("role", "user").put("content", "a");
      var shot = victim.ask("POST", "/v1/chat/completions", victim.key("user"), Json.text(body));
      tally.note("a request with " + member, shot.status() == 400, shot);
    }
  }

  private static String chat(String model) {
    return "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}"
        .formatted(model);
  }
}
