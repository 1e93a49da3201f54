package dev.tutti.replay;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Gemini streams in two forms: events, for those who ask with {@code alt=sse} as Tutti does, and
 * one JSON array. Recordings of the array are served as the same objects in events.
 */
final class GeminiArray {
  private GeminiArray() {}

  static boolean is(Recording recording) {
    return recording.name().operation().equals("stream_generate")
        && recording.response().body().stripLeading().startsWith("[");
  }

  static Recording asEvents(Recording recording) {
    var response = recording.response();
    var events =
        Corpus.JSON
            .readTree(response.body())
            .valueStream()
            .map(element -> "data: " + element + "\r\n\r\n")
            .collect(Collectors.joining());
    var headers = new LinkedHashMap<>(response.headers());
    headers.put("content-type", "text/event-stream");
    return new Recording(
        recording.name(),
        recording.request(),
        new Recording.Response(response.status(), headers, events, List.of()),
        recording.answer(),
        recording.expected());
  }
}
