package dev.tutti.provider.error;

import static dev.tutti.chat.FaultCode.CONTENT_FILTER;
import static dev.tutti.chat.FaultCode.CONTEXT_LENGTH_EXCEEDED;
import static dev.tutti.chat.FaultCode.INSUFFICIENT_QUOTA;
import static dev.tutti.chat.FaultCode.MODEL_NOT_FOUND;
import static dev.tutti.chat.FaultCode.OVERLOADED;
import static dev.tutti.chat.FaultCode.REQUEST_TOO_LARGE;
import static dev.tutti.chat.FaultCode.UPSTREAM_CREDENTIALS;
import static dev.tutti.chat.FaultCode.UPSTREAM_FORBIDDEN;

import dev.tutti.chat.FaultCode;
import dev.tutti.text.WordLists;
import java.util.List;
import java.util.Optional;

/**
 * Row of a table of phrases, each with the fault that it means where the code does not say:
 * providers put very different things under one code, and some have no codes at all. Rows are tried
 * in order. A status of the caller's kind (400, 422) needs a whole phrase, since such messages also
 * quote what the caller wrote.
 *
 * @param meaning what it means
 * @param statuses the HTTP statuses with which the words mean it
 * @param fragments in lower case; one of them is enough
 */
record ErrorWords(FaultCode meaning, List<Integer> statuses, List<String> fragments) {

  private static final WordLists PHRASES = WordLists.beside(ErrorWords.class, "phrases.txt");

  /** A place or an organization that the provider does not serve, in phrases of their own. */
  private static final List<String> PLACE = PHRASES.lines("place");

  /** A network, a project or an account that is shut out. */
  private static final List<String> ACCOUNT = PHRASES.lines("account");

  /** Words that say more than the code beside them. */
  private static final List<ErrorWords> ABOVE_CODES =
      List.of(
          new ErrorWords(
              CONTEXT_LENGTH_EXCEEDED, List.of(413, 429), PHRASES.lines("request-too-large")),
          new ErrorWords(
              INSUFFICIENT_QUOTA, List.of(200, 400, 402, 403, 429), PHRASES.lines("no-balance")),
          new ErrorWords(INSUFFICIENT_QUOTA, List.of(402, 403, 429), PHRASES.lines("quota")),
          new ErrorWords(CONTENT_FILTER, List.of(200, 400, 403, 422), PHRASES.lines("filtered")),
          new ErrorWords(UPSTREAM_FORBIDDEN, List.of(400, 401, 403), PLACE),
          new ErrorWords(UPSTREAM_FORBIDDEN, List.of(401, 403), ACCOUNT),
          new ErrorWords(UPSTREAM_CREDENTIALS, List.of(401, 403), PHRASES.lines("key")),
          new ErrorWords(UPSTREAM_CREDENTIALS, List.of(400), PHRASES.lines("wrong-key")),
          new ErrorWords(OVERLOADED, List.of(200, 429), PHRASES.lines("capacity")));

  private static final List<ErrorWords> BELOW_CODES =
      List.of(
          new ErrorWords(REQUEST_TOO_LARGE, List.of(400, 422), PHRASES.lines("answer-too-large")),
          new ErrorWords(
              CONTEXT_LENGTH_EXCEEDED, List.of(200, 400, 413, 422, 500), PHRASES.lines("context")),
          new ErrorWords(CONTENT_FILTER, List.of(200, 400, 403, 422), PHRASES.lines("policy")),
          new ErrorWords(MODEL_NOT_FOUND, List.of(400, 422), PHRASES.lines("no-model")),
          new ErrorWords(
              OVERLOADED, List.of(200, 429, 500, 502, 504), PHRASES.lines("overloaded")));

  /** The meaning of words, whatever the code beside them. */
  static Optional<FaultCode> aboveCodes(UpstreamError error) {
    return meaning(ABOVE_CODES, error);
  }

  /** The meaning of words that stand without a code that is known. */
  static Optional<FaultCode> belowCodes(UpstreamError error) {
    return meaning(BELOW_CODES, error);
  }

  /** Whether access is refused to the account, project or place, and not to one request. */
  static boolean concernsAccount(UpstreamError error) {
    return error.says(PLACE) || error.says(ACCOUNT);
  }

  private static Optional<FaultCode> meaning(List<ErrorWords> rows, UpstreamError error) {
    return rows.stream()
        .filter(row -> row.statuses.contains(error.status()) && error.says(row.fragments))
        .findFirst()
        .map(ErrorWords::meaning);
  }
}
