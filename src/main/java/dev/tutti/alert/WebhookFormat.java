package dev.tutti.alert;

import dev.tutti.alert.AlertMessage.Tone;
import dev.tutti.chat.Json;
import dev.tutti.wire.SmallRequest.SmallResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Form of messages that a receiver understands: Tutti's own JSON, or that of a chat's robot. What
 * models and callers are called is text there, never markup: nobody is paged by a name.
 */
public enum WebhookFormat {
  /** Tutti's own JSON, signed as Standard Webhooks are. */
  GENERIC {
    @Override
    ObjectNode body(AlertMessage message) {
      return message.json();
    }
  },

  /**
   * Incoming webhook of Slack.
   *
   * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Slack:
   *     incoming webhooks</a>
   */
  SLACK {
    @Override
    ObjectNode body(AlertMessage message) {
      var json = Json.object().put("text", escaped(message.title()));
      var blocks = json.putArray("blocks");
      blocks
          .addObject()
          .put("type", "header")
          .putObject("text")
          .put("type", "plain_text")
          .put("text", cut(mark(message) + " " + message.title(), SLACK_HEADER));
      if (!message.lines().isEmpty()) {
        blocks
            .addObject()
            .put("type", "section")
            .putObject("text")
            .put("type", "mrkdwn")
            .put("text", cut(escaped(String.join("\n", message.lines())), SLACK_TEXT));
      }
      return json;
    }

    private String escaped(String text) {
      return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
  },

  /**
   * Custom robot of Feishu or Lark.
   *
   * @see <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">Feishu: custom
   *     bots</a>
   */
  FEISHU {
    @Override
    ObjectNode body(AlertMessage message) {
      var json = Json.object().put("msg_type", "interactive");
      var card = json.putObject("card");
      var header = card.putObject("header").put("template", color(message.tone()));
      header
          .putObject("title")
          .put("tag", "plain_text")
          .put("content", cut(message.title(), ROBOT_TITLE));
      card.putArray("elements")
          .addObject()
          .put("tag", "markdown")
          .put("content", cut(plain(String.join("\n", message.lines())), ROBOT_TEXT));
      return json;
    }

    private String color(Tone tone) {
      return switch (tone) {
        case GOOD -> "green";
        case WARN -> "orange";
        case BAD -> "red";
      };
    }

    @Override
    ObjectNode signed(ObjectNode body, RobotSecret secret, Instant now) {
      var timestamp = Long.toString(now.getEpochSecond());
      var sign = RobotSecret.sign(timestamp + "\n" + secret.text(), "");
      return body.put("timestamp", timestamp).put("sign", sign);
    }
  },

  /**
   * Custom robot of DingTalk.
   *
   * @see <a href="https://open.dingtalk.com/document/robots/custom-robot-access">DingTalk: custom
   *     robots</a>
   */
  DINGTALK {
    @Override
    ObjectNode body(AlertMessage message) {
      var json = Json.object().put("msgtype", "markdown");
      json.putObject("markdown")
          .put("title", cut(message.title(), ROBOT_TITLE))
          .put("text", markdown(message, "\n\n"));
      return json;
    }

    @Override
    String query(RobotSecret secret, Instant now) {
      long timestamp = now.toEpochMilli();
      var sign = RobotSecret.sign(secret.text(), timestamp + "\n" + secret.text());
      return "timestamp=%d&sign=%s"
          .formatted(timestamp, URLEncoder.encode(sign, StandardCharsets.UTF_8));
    }
  },

  /**
   * Group robot of WeCom.
   *
   * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">WeCom: group robots</a>
   */
  WECOM {
    @Override
    ObjectNode body(AlertMessage message) {
      var json = Json.object().put("msgtype", "markdown");
      json.putObject("markdown").put("content", markdown(message, "\n"));
      return json;
    }
  };

  private static final int SLACK_HEADER = 150;
  private static final int SLACK_TEXT = 2_900;
  private static final int ROBOT_TITLE = 120;

  /** Characters: WeCom takes 4096 bytes, of which a character may need three. */
  private static final int ROBOT_TEXT = 1_200;

  /** What is sent for a message, without its signature. */
  abstract ObjectNode body(AlertMessage message);

  /** The same with the signature of this form, if it has one in the body. */
  ObjectNode signed(ObjectNode body, RobotSecret secret, Instant now) {
    return body;
  }

  /** Signature of this form, if it has one in the query. */
  String query(RobotSecret secret, Instant now) {
    return "";
  }

  /** Reason for which a receiver has not taken a message; robots give it with status 200. */
  Optional<String> refusal(SmallResponse response) {
    if (!response.isWell()) {
      return Optional.of(Integer.toString(response.status()));
    }
    if (this == GENERIC || this == SLACK || response.body().isBlank()) {
      return Optional.empty();
    }
    try {
      var json = Json.tree(response.body());
      int code = json.path("errcode").asInt(json.path("code").asInt(0));
      return code == 0 ? Optional.empty() : Optional.of(response.status() + ", code " + code);
    } catch (RuntimeException _) {
      return Optional.empty(); // the status has said what matters
    }
  }

  private static String mark(AlertMessage message) {
    return switch (message.tone()) {
      case GOOD -> "✅";
      case WARN -> "⚠️";
      case BAD -> "🔴";
    };
  }

  private static String markdown(AlertMessage message, String end) {
    var text = new StringBuilder("### " + mark(message) + " " + plain(message.title()));
    message.lines().forEach(line -> text.append(end).append("> ").append(plain(line)));
    return cut(text.toString(), ROBOT_TEXT);
  }

  /** No tag is left of it, such as one that calls everybody, and no link under another name. */
  private static String plain(String text) {
    return text.replace('<', '＜')
        .replace('>', '＞')
        .replace('@', '＠')
        .replace('[', '［')
        .replace(']', '］');
  }

  private static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
    return text.substring(0, end) + "…";
  }
}
