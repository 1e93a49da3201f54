package dev.tutti.provider.spi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.provider.openai.TestingOpenAi;
import dev.tutti.testing.KnownFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals in the providers' documented words that once were mistaken for something else. */
class RefusalMeaningTest {

  @KnownFault("GATEWAY-F9")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | Content Exists Risk
          400 | Output blocked by content filtering policy
          400 | Invalid prompt: your prompt was flagged as potentially violating our usage policy.
          403 | This model requires moderation on OpenAI. Your input was flagged for "violence"
          422 | The request was rejected by moderation
          """)
  void words_that_refuse_the_content(int status, String words) {
    assertThat(error(status, words).code()).isEqualTo(FaultCode.CONTENT_FILTER);
  }

  @Test
  @KnownFault("GATEWAY-F9")
  void a_code_that_refuses_the_content() {
    var body = "{\"error\":{\"code\":\"invalid_prompt\",\"message\":\"m\"}}";
    assertThat(of(400, body).code()).isEqualTo(FaultCode.CONTENT_FILTER);
  }

  @KnownFault("GATEWAY-F9")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid 'tools[0].function.name': expected a name. Got 'check moderation'",
        "Unknown parameter: 'moderation'.",
        "Invalid value: 'content exists risk'. Supported values are: 'a' and 'b'.",
        "`credit balance is too low` is no valid tool name",
        "messages[0]: you've no credits or moderation in the schema's enum"
      })
  void words_of_the_caller_that_a_provider_repeats(String words) {
    assertThat(error(400, words).code()).isEqualTo(FaultCode.INVALID_REQUEST);
  }

  @KnownFault("GATEWAY-F16")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          403 | true  | Country, region, or territory not supported
          400 | true  | User location is not supported for the API use.
          403 | true  | Generative Language API has not been used in project 12 before or it is disabled.
          403 | true  | The API you are accessing is not open
          400 | true  | This organization has been disabled.
          403 | true  | Your IP address is not on the list of this project
          403 | false | The request is prohibited due to a violation of provider Terms Of Service.
          403 | false | something that nobody has documented
          451 | false | unavailable for legal reasons
          """)
  void a_refusal_that_is_not_about_the_key_says_why(int status, boolean rests, String words) {
    var fault = error(status, words);
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_FORBIDDEN);
    assertThat(fault.status()).isEqualTo(502);
    assertThat(fault.getMessage()).contains("HTTP " + status, words);
    assertThat(fault.retryAfter().isPresent()).isEqualTo(rests);
  }

  @Test
  @KnownFault("GATEWAY-F16")
  void a_firewalls_page_is_told_by_its_title() {
    var page = "<html><head><title>Attention Required! | Cloudflare</title></head><body>x</body>";
    assertThat(of(403, page).getMessage()).contains("Attention Required! | Cloudflare");
    assertThat(of(403, page).code()).isEqualTo(FaultCode.UPSTREAM_FORBIDDEN);
  }

  @Test
  @KnownFault("GATEWAY-F16")
  void the_reason_holds_no_key() {
    var fault = error(403, "sk-a1b2c3d4e5f6 of org-a1b2c3d4 may not enter from here");
    assertThat(fault.getMessage()).contains("may not enter").doesNotContain("a1b2c3d4");
  }

  @KnownFault("GATEWAY-F16")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your API key does not have permission to use the specified resource",
        "Method doesn't allow unregistered callers. Please use API Key or other form of identity",
        "Request had invalid authentication credentials."
      })
  void a_403_about_the_key_is_told_as_one(String words) {
    var fault = error(403, words);
    assertThat(fault.code()).isEqualTo(FaultCode.UPSTREAM_CREDENTIALS);
    assertThat(fault.getMessage()).doesNotContain(words);
  }

  @KnownFault("GATEWAY-N10")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          504 | timeout | <html><title>504 Gateway Time-out</title></html>
          524 | timeout | error code: 524
          522 | timeout | error code: 522
          408 | timeout | {"error":{"code":"408","message":"Operation timed out"}}
          500 | timeout | {"error":{"code":504,"status":"DEADLINE_EXCEEDED","message":"m"}}
          500 | timeout | {"error":{"code":"RequestTimeOut","message":"Request timed out, please try again later."}}
          200 | timeout | {"error":{"code":504,"message":"The operation was aborted"}}
          498 | overloaded | {"error":{"code":"capacity_exceeded","message":"m"}}
          498 | overloaded | ``
          429 | overloaded | {"object":"error","message":"Service tier capacity exceeded for this model.","type":"service_tier_capacity_exceeded","code":"3505"}
          429 | overloaded | {"message":"m","code":"3505"}
          429 | overloaded | {"message":"Service tier capacity exceeded for this model."}
          429 | rate_limited | {"error":{"code":"slow_down","message":"m"}}
          503 | overloaded | {"error":{"code":"slow_down","message":"m"}}
          429 | rate_limited | {"message":"You are using a Trial key, which is limited to 10 API calls / minute."}
          429 | insufficient_quota | {"message":"You are using a Trial key, which is limited to 1000 API calls / month."}
          429 | insufficient_quota | {"error":{"type":"rate_limit_error","message":"Your credits are used up"}}
          400 | insufficient_quota | {"error":{"type":"invalid_request_error","message":"You have reached your specified API usage limits. You will regain access on 2026-12-01."}}
          429 | insufficient_quota | {"error":{"message":"Your prepayment credits are depleted."}}
          403 | insufficient_quota | {"code":"x","error":"Your team has either used all available credits or reached its monthly limit"}
          402 | insufficient_quota | {"error":{"message":"prepaid only"}}
          403 | insufficient_quota | {"error":{"message":"Key limit exceeded (total limit)."}}
          """)
  void documented_errors(int status, String code, String body) {
    assertThat(of(status, body).code().code()).isEqualTo(code);
  }

  @Test
  @KnownFault("GATEWAY-N10")
  void a_timeout_that_the_provider_tells_may_be_tried_again() {
    var fault = TestingOpenAi.DIAGNOSIS.of(new Refusal(504, Map.of("retry-after", "3"), ""));
    assertThat(fault.retriesSame()).isTrue();
    assertThat(fault.retryAfter()).contains(Duration.ofSeconds(3));
    assertThat(fault.status()).isEqualTo(504);
  }

  @Test
  @KnownFault("GATEWAY-N8")
  void a_parameter_that_a_model_needs_is_told_in_the_providers_words() {
    var words = "parameter.enable_thinking must be set to false for non-streaming calls";
    assertThat(error(400, words).getMessage()).isEqualTo(words);
  }

  private static Fault error(int status, String words) {
    var quoted = words.replace("\"", "\\\"");
    return of(status, "{\"error\":{\"message\":\"" + quoted + "\"}}");
  }

  private static Fault of(int status, String body) {
    return TestingOpenAi.DIAGNOSIS.of(new Refusal(status, Map.of(), body));
  }
}
