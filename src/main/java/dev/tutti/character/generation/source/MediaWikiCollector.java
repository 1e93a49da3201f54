package dev.tutti.character.generation.source;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.chat.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import tools.jackson.databind.JsonNode;

/**
 * Kind {@code mediawiki}: pages of a wiki, by its {@code api.php}. Redirects are followed; the
 * language may choose a variant of Chinese, such as {@code zh-tw}.
 */
final class MediaWikiCollector implements SourceCollector {
  @Override
  public String kind() {
    return "mediawiki";
  }

  @Override
  public CollectedText collect(SourceQuery query, PageClient pages) {
    var page = URLEncoder.encode(query.title(), StandardCharsets.UTF_8);
    var url =
        "%s?action=parse&page=%s&prop=text%%7Crevid%%7Cdisplaytitle%%7Cproperties&redirects=1&disableeditsection=1&disabletoc=1&format=json&formatversion=2"
            .formatted(query.url(), page);
    var answer = Json.tree(pages.get(variant(url, query.language())).body());
    require(query, answer);
    var parse = answer.path("parse");
    var body = Jsoup.parse(parse.path("text").asString("")).body();
    if (isDisambiguation(parse.path("properties"))) {
      throw MeaningsFault.of(query.title(), PageText.choices(body));
    }
    return new CollectedText(
        parse.path("title").asString(query.title()),
        query.url(),
        parse.path("revid").asString(""),
        "CC BY-SA, as the wiki says",
        PageText.of(body));
  }

  private static String variant(String url, String language) {
    return language.matches("zh-[a-z]{2,4}") ? url + "&variant=" + language : url;
  }

  private static void require(SourceQuery query, JsonNode answer) {
    var code = answer.at("/error/code").asString("");
    if (code.equals("ratelimited") || code.equals("maxlag")) {
      throw Fault.of(FaultCode.RATE_LIMITED, "the wiki asks to wait: " + code);
    }
    if (code.equals("missingtitle")) {
      throw Fault.invalid(
          "source.title", "\"%s\" is not there (expected: a page)".formatted(query.title()));
    }
    if (!answer.has("parse")) {
      throw Fault.of(
          FaultCode.UPSTREAM_ERROR,
          "the wiki answered without a page" + (code.isEmpty() ? "" : ": " + code));
    }
  }

  private static boolean isDisambiguation(JsonNode properties) {
    if (properties.has("disambiguation")) {
      return true;
    }
    for (var each : properties) {
      if (each.path("name").asString("").equals("disambiguation")) {
        return true;
      }
    }
    return false;
  }
}
