package dev.tutti.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.alert.AlertMessage.Tone;
import dev.tutti.chat.Json;
import dev.tutti.wire.SmallRequest.SmallResponse;
import dev.tutti.wire.Tls;
import dev.tutti.wire.Webhook;
import dev.tutti.wire.WebhookSecret;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What each kind of receiver is sent. */
class WebhookFormatTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_599_360_473);
  private static final AlertMessage MESSAGE =
      new AlertMessage(
          "msg_1",
          AlertType.ALERT_FIRING,
          NOW,
          "rule/slow",
          Tone.BAD,
          "slow: 1 of <!channel> & co",
          List.of("<at id=all></at> model=[help](http://evil): 4.2 s", "@all since 12:00"),
          Json.object().put("type", "alert.firing"));

  @Test
  void tuttis_own_is_the_json_itself() {
    assertThat(WebhookFormat.GENERIC.body(MESSAGE)).isEqualTo(MESSAGE.json());
  }

  @Test
  void slack_gets_blocks_in_which_names_page_nobody() {
    var body = WebhookFormat.SLACK.body(MESSAGE);
    assertThat(body.path("text").asString()).isEqualTo("slow: 1 of &lt;!channel&gt; &amp; co");
    assertThat(body.at("/blocks/0/text/type").asString()).isEqualTo("plain_text");
    assertThat(body.at("/blocks/1/text/text").asString())
        .startsWith("&lt;at id=all&gt;")
        .contains("\n@all since");
  }

  @Test
  void feishu_gets_a_card_with_its_signature_in_the_body() {
    var sent = hook(WebhookFormat.FEISHU, "secret").sent(MESSAGE, NOW).body();
    assertThat(sent.path("msg_type").asString()).isEqualTo("interactive");
    assertThat(sent.at("/card/header/template").asString()).isEqualTo("red");
    assertThat(sent.at("/card/elements/0/content").asString()).doesNotContain("<", "@", "](");
    assertThat(sent.path("timestamp").asString()).isEqualTo("1599360473");
    assertThat(sent.path("sign").asString()).isEqualTo(RobotSecret.sign("1599360473\nsecret", ""));
    var unsigned = hook(WebhookFormat.FEISHU, "").sent(MESSAGE, NOW).body();
    assertThat(unsigned.has("sign")).isFalse();
  }

  @Test
  void dingtalk_gets_markdown_with_its_signature_in_the_query() {
    var sent = hook(WebhookFormat.DINGTALK, "SEC1").sent(MESSAGE, NOW);
    var body = sent.body();
    assertThat(body.path("msgtype").asString()).isEqualTo("markdown");
    assertThat(body.at("/markdown/title").asString()).isEqualTo(MESSAGE.title());
    assertThat(body.at("/markdown/text").asString()).startsWith("### ").doesNotContain("@", "](");
    assertThat(sent.query()).matches("timestamp=1599360473000&sign=[A-Za-z0-9%]+");
    assertThat(hook(WebhookFormat.DINGTALK, "").sent(MESSAGE, NOW).query()).isEmpty();
  }

  /** The signature of the example in the documentation, which three languages agree upon. */
  @Test
  void signatures_are_hmac_with_sha_256_in_base64() {
    assertThat(RobotSecret.sign("key", "The quick brown fox jumps over the lazy dog"))
        .isEqualTo("97yD9DBThCSxMpjmqm+xQ+9NWaFJRhdZl0edvC0aPNg=");
  }

  @Test
  void wecom_gets_markdown_of_at_most_4096_bytes() {
    var line = "模型".repeat(3_000);
    var message =
        new AlertMessage(
            "msg_1",
            AlertType.ALERT_FIRING,
            NOW,
            "t",
            Tone.GOOD,
            "title",
            List.of(line),
            Json.object());
    var body = WebhookFormat.WECOM.body(message);
    assertThat(body.at("/markdown/content").asString().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(4_096);
  }

  @Test
  void robots_refuse_with_status_200() {
    assertThat(refusal(WebhookFormat.DINGTALK, 200, "{\"errcode\":310000}"))
        .isEqualTo("200, code 310000");
    assertThat(refusal(WebhookFormat.FEISHU, 200, "{\"code\":19021,\"msg\":\"sign\"}"))
        .isEqualTo("200, code 19021");
    assertThat(refusal(WebhookFormat.FEISHU, 200, "{\"code\":0}")).isEmpty();
    assertThat(refusal(WebhookFormat.WECOM, 200, "{\"errcode\":0,\"errmsg\":\"ok\"}")).isEmpty();
    assertThat(refusal(WebhookFormat.SLACK, 200, "ok")).isEmpty();
    assertThat(refusal(WebhookFormat.SLACK, 404, "no_service")).isEqualTo("404");
    assertThat(refusal(WebhookFormat.GENERIC, 200, "{\"code\":5}")).isEmpty();
  }

  private static String refusal(WebhookFormat format, int status, String body) {
    return format.refusal(new SmallResponse(status, Map.of(), body)).orElse("");
  }

  private static AlertWebhook hook(WebhookFormat format, String secret) {
    var to =
        new Webhook(
            URI.create("https://robot.example/send?access_token=t"),
            WebhookSecret.parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
            Tls.DEFAULT);
    return new AlertWebhook(to, format, RobotSecret.of(secret), Set.of(AlertType.values()));
  }
}
