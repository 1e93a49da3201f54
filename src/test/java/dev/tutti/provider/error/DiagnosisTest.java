package dev.tutti.provider.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tutti.chat.Fault;
import dev.tutti.chat.FaultCode;
import dev.tutti.provider.exchange.TestingExchange;
import dev.tutti.provider.openai.TestingOpenAi;
import dev.tutti.provider.spi.Refusal;
import dev.tutti.testing.KnownFault;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosisTest {

  /** Bodies are written with single quotes. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          400 | invalid_request | {'error':{'message':'bad temperature','type':'invalid_request_error','code':null}}
          422 | invalid_request | {'object':'error','message':{'detail':[{'loc':['body','stop'],'msg':'too many'}]}}
          422 | invalid_request | {'detail':[{'loc':['body','stop'],'msg':'too many'}]}
          400 | invalid_request | {'error':{'message':'the call does not fit','code':'tool_use_failed'}}
          400 | context_length_exceeded | {'error':{'message':'too much','code':'context_length_exceeded'}}
          400 | context_length_exceeded | {'error':{'message':'the maximum context length of this model is 10 tokens'}}
          400 | context_length_exceeded | {'error_type':'TOO_MANY_TOKENS','message':'shorten it'}
          413 | request_too_large | {'type':'error','error':{'type':'request_too_large','message':'m'}}
          413 | request_too_large | <html>Request Entity Too Large</html>
          413 | context_length_exceeded | {'error':{'message':'Request too large for tier','code':'rate_limit_exceeded'}}
          429 | context_length_exceeded | {'error':{'message':'Request too large for tier','code':'rate_limit_exceeded'}}
          400 | request_too_large | {'error':{'message':'max_tokens is too large: 9. At most 8.'}}
          400 | content_filter | {'error':{'message':'m','code':'content_filter','innererror':{'code':'x'}}}
          400 | content_filter | {'error':{'message':'m','code':'BadRequest','innererror':{'code':'ResponsibleAIPolicyViolation'}}}
          400 | content_filter | {'code':'DataInspectionFailed','message':'m'}
          403 | content_filter | {'error':{'code':403,'message':'Provider returned error','metadata':{'raw':'{"error":"Content violates our rules"}'}}}
          400 | model_not_found | {'error':{'message':'m','code':'model_not_found'}}
          404 | model_not_found | {'error':'model `x` not found, try pulling it first'}
          400 | model_not_found | {'code':'InvalidParameter','message':'Model not exist.'}
          404 | model_not_found | {'error':{'code':'DeploymentNotFound','message':'m'}}
          401 | upstream_credentials | {'error':{'message':'wrong key','type':'api_error'}}
          403 | upstream_forbidden | {'error':{'message':'not for you'}}
          400 | upstream_credentials | {'error':{'code':400,'status':'INVALID_ARGUMENT','details':[{'reason':'API_KEY_INVALID'}],'message':'m'}}
          400 | upstream_credentials | {'code':'bad','error':'Incorrect API key provided'}
          402 | insufficient_quota | {'error':{'message':'Insufficient Balance','code':'invalid_request_error'}}
          429 | insufficient_quota | {'error':{'message':'m','type':'insufficient_quota'}}
          400 | insufficient_quota | {'error':{'type':'invalid_request_error','message':'Your credit balance is too low'}}
          429 | insufficient_quota | {'error':{'message':'free-models-per-day reached','code':429}}
          400 | insufficient_quota | {'error':{'message':'m','code':'Arrearage'}}
          429 | rate_limited | {'error':{'message':'slow','code':'rate_limit_exceeded'}}
          429 | rate_limited | {'code':'Throttling.RateQuota','message':'m'}
          429 | rate_limited | too many
          429 | overloaded | {'error':{'type':'engine_overloaded_error','message':'m'}}
          529 | overloaded | {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}}
          503 | overloaded | <html>busy</html>
          500 | overloaded | {'error':{'message':'the model is overloaded'}}
          500 | upstream_error | {'error':{'message':'oh'}}
          502 | upstream_error | <html><head><title>502 Bad Gateway</title></head></html>
          408 | timeout | {'error':{'code':408,'message':'timed out'}}
          504 | timeout | ``
          302 | upstream_error | moved
          499 | cancelled | {'error':{'message':'m','type':'request_cancelled'}}
          200 | rate_limited | {'error':{'message':'m','status_code':429}}
          200 | upstream_error | {'error':{'message':'m','code':502}}
          200 | upstream_error | [{'error':{'message':'m'}}]
          """)
  void knows_what_a_refusal_means(int status, String code, String body) {
    var fault =
        of(
            status,
            body.replace('\'', '"')
                .replace(
                    "\"{\"error\":\"Content violates our rules\"}\"",
                    "\"{\\\"error\\\":\\\"Content violates our rules\\\"}\""));
    assertThat(fault.code().code()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "1000,UPSTREAM_CREDENTIALS",
    "1113,INSUFFICIENT_QUOTA",
    "1210,INVALID_REQUEST",
    "1211,MODEL_NOT_FOUND",
    "1234,UPSTREAM_ERROR",
    "1261,CONTEXT_LENGTH_EXCEEDED",
    "1301,CONTENT_FILTER",
    "1302,RATE_LIMITED",
    "1304,INSUFFICIENT_QUOTA",
    "1305,OVERLOADED",
    "1308,INSUFFICIENT_QUOTA",
    "1312,OVERLOADED"
  })
  void knows_the_numbers_of_zhipu(String number, FaultCode code) {
    var diagnosis = new Diagnosis(ErrorTable.ZHIPU, TestingOpenAi.CLOCK);
    var body = "{\"error\":{\"code\":\"" + number + "\",\"message\":\"m\"}}";
    assertThat(diagnosis.of(new Refusal(429, Map.of(), body)).code()).isEqualTo(code);
  }

  @Test
  void tells_a_daily_quota_of_google_from_one_per_minute() {
    var body =
        "{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"message\":\"quota\",\"details\":["
            + "{\"violations\":[{\"quotaId\":\"RequestsPer%sPerModel\"}]},{\"retryDelay\":\"34.4s\"}]}}";
    var minute = of(429, body.formatted("Minute"));
    assertThat(minute.code()).isEqualTo(FaultCode.RATE_LIMITED);
    assertThat(minute.retryAfter()).contains(Duration.ofMillis(34_400));
    assertThat(of(429, body.formatted("Day")).code()).isEqualTo(FaultCode.INSUFFICIENT_QUOTA);
  }

  @Test
  void tells_the_caller_in_the_providers_words_what_the_caller_did_wrong() {
    var fault =
        of(400, "{\"error\":{\"message\":\"n: too large\",\"param\":\"n\",\"code\":\"x\"}}");
    assertThat(fault.getMessage()).isEqualTo("n: too large");
    assertThat(fault.param()).contains("n");
    assertThat(fault.status()).isEqualTo(400);
    var located = of(422, "{\"detail\":[{\"loc\":[\"body\",\"stop\",0],\"msg\":\"wrong\"}]}");
    assertThat(located.getMessage()).isEqualTo("stop.0: wrong");
    assertThat(located.param()).contains("stop.0");
  }

  @Test
  void tells_nothing_about_our_account() {
    var key = of(401, "{\"error\":{\"message\":\"Incorrect API key provided: sk-a1b2****c3d4\"}}");
    assertThat(key.getMessage()).isEqualTo("the provider refused Tutti's credentials (HTTP 401)");
    assertThat(key.status()).isEqualTo(502);
    var quota =
        of(
            429,
            "{\"error\":{\"message\":\"org-a1b2c3d4 is out\",\"code\":\"insufficient_quota\"}}");
    assertThat(quota.getMessage()).doesNotContain("org-a1b2c3d4");
  }

  @Test
  void asks_nobody_to_wait_for_a_wrong_request() {
    var fault = TestingOpenAi.DIAGNOSIS.of(new Refusal(400, Map.of("retry-after", "5"), "{}"));
    assertThat(fault.retryAfter()).isEmpty();
  }

  @Test
  void survives_whatever_a_body_holds() {
    for (var body :
        new String[] {
          "",
          "{",
          "[",
          "[]",
          "null",
          "{\"error\":null}",
          "{\"error\":[]}",
          "\u0000",
          "{\"error\":{\"details\":7,\"code\":{}}}"
        }) {
      assertThat(of(500, body).code()).as(body).isEqualTo(FaultCode.UPSTREAM_ERROR);
    }
    assertThat(of(500, "x".repeat(60_000)).getMessage()).hasSizeLessThan(1_100);
  }

  private static Fault of(int status, String body) {
    return TestingOpenAi.DIAGNOSIS.of(new Refusal(status, Map.of(), body));
  }

  @ParameterizedTest
  @CsvSource({"413, 413", "400, 400"})
  @KnownFault("GATEWAY-N4")
  void a_body_that_is_too_large_is_told_with_the_status_of_one(int status, int right) {
    var body =
        status == 413
            ? "{\"type\":\"error\",\"error\":{\"type\":\"request_too_large\",\"message\":\"m\"}}"
            : "{\"error\":{\"message\":\"max_tokens is too large: 9. At most 8.\"}}";
    var fault = TestingExchange.DIAGNOSIS.of(new Refusal(status, Map.of(), body));
    assertThat(fault.code()).isEqualTo(FaultCode.REQUEST_TOO_LARGE);
    assertThat(fault.status()).isEqualTo(right);
  }
}
