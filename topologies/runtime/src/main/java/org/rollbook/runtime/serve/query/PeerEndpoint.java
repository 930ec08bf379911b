package org.rollbook.runtime.serve.query;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.DecodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers peers from this instance's replicas, and asks nobody else: one hop at most. An asker
/// that does not know the secret, or means another instance than this one, gets nothing.
public final class PeerEndpoint {

  private static final Logger LOG = LoggerFactory.getLogger(PeerEndpoint.class);

  /// How much of a stranger's header goes to the log.
  private static final int LONGEST_NAME = 300;

  private final ReplicaReader here;
  private final PeerCredentials credentials;
  private final Bulkhead gate;
  private final RareWarning warnings;

  /// @param gate bounds how many questions are answered at once
  PeerEndpoint(ReplicaReader here, PeerCredentials credentials, Bulkhead gate, Clock clock) {
    this.here = here;
    this.credentials = credentials;
    this.gate = gate;
    this.warnings = new RareWarning(clock);
  }

  /// A response to a peer.
  public sealed interface Reply {

    /// The answer, or the reason why there is none now.
    record Answer(Bytes bytes) implements Reply {}

    /// Another instance must be asked: HTTP's 421.
    record NotHere(String why) implements Reply {}

    /// The bytes are not a question.
    record NotUnderstood(String why) implements Reply {}

    /// The secret is wrong or missing: HTTP's 401.
    record Unauthorized() implements Reply {}

    /// This instance does not know its own identity yet: HTTP's 503.
    record Starting() implements Reply {}
  }

  /// How the asker identifies itself.
  ///
  /// @param authorization the header's value; empty if there is none
  /// @param identity the value of [PeerIdentity#HEADER]; empty if there is none
  public record Asker(Optional<String> authorization, Optional<String> identity) {}

  /// The bytes of a question. They are read only if its asker is a peer.
  public interface Question {
    byte[] bytes() throws IOException;
  }

  /// The [PeerIdentity#HEADER] to send back.
  public Optional<String> identity() {
    return credentials.identity().get();
  }

  /// Answers a question for rows of one partition.
  public Reply rows(Asker asker, Question question) throws IOException {
    return reply(asker, question, PeerCodec::rowsQuestion, here::rows, PeerCodec::bytesOfRows);
  }

  /// Answers a question for a page of one partition.
  public Reply page(Asker asker, Question question) throws IOException {
    return reply(asker, question, PeerCodec::pageQuestion, here::page, PeerCodec::bytesOfPage);
  }

  /// Answers a question for the digests of one partition.
  public Reply buckets(Asker asker, Question question) throws IOException {
    return reply(
        asker, question, PeerCodec::bucketsQuestion, here::buckets, PeerCodec::bytesOfBuckets);
  }

  /// The response if there is no memory even to read a question.
  public static Reply overloaded(String why) {
    return new Reply.Answer(
        Bytes.wrap(PeerCodec.bytesOfRows(Answer.notNow(Refusal.Reason.OVERLOADED, why))));
  }

  /// Understands the bytes of a question.
  private interface Reading<Q> {
    Q of(byte[] bytes) throws DecodeException;
  }

  private <Q, T> Reply reply(
      Asker asker,
      Question question,
      Reading<Q> reading,
      Function<Q, Answer<T>> answering,
      Function<Answer<T>, byte[]> bytes)
      throws IOException {
    if (!credentials.areKnownTo(asker.authorization())) {
      return unauthorized();
    }
    Optional<String> ours = identity();
    if (ours.isEmpty()) {
      return new Reply.Starting();
    }
    return asker.identity().equals(ours)
        ? answer(question.bytes(), reading, answering, bytes)
        : misdirected(asker.identity(), ours.get());
  }

  private <Q, T> Reply answer(
      byte[] question,
      Reading<Q> reading,
      Function<Q, Answer<T>> answering,
      Function<Answer<T>, byte[]> bytes) {
    try {
      Q asked = reading.of(question);
      Answer<T> answer =
          gate.run(() -> answering.apply(asked))
              .orElseGet(
                  () ->
                      Answer.notNow(
                          Refusal.Reason.OVERLOADED,
                          "it answers as many peers as it takes at once"));
      return answer instanceof Answer.NotReady<T>(Refusal refusal)
              && refusal.reason() == Refusal.Reason.NOT_HERE
          ? new Reply.NotHere(refusal.detail())
          : new Reply.Answer(Bytes.wrap(bytes.apply(answer)));
    } catch (DecodeException | IllegalArgumentException wrong) {
      return new Reply.NotUnderstood(String.valueOf(wrong.getMessage()));
    }
  }

  private Reply unauthorized() {
    if (warnings.isDue("secret")) {
      LOG.atWarn()
          .log(
              "Refused a peer that sent no secret or another one; ROLLBOOK_PEER_SECRET must be the"
                  + " same at all instances");
    }
    return new Reply.Unauthorized();
  }

  private Reply misdirected(Optional<String> identity, String ours) {
    String theirs = identity.map(PeerEndpoint::shortened).orElse("none");
    if (warnings.isDue(theirs)) {
      LOG.atWarn()
          .addKeyValue("theirs", theirs)
          .addKeyValue("ours", ours)
          .log("Refused a peer that asked for another site, topology or release");
    }
    return new Reply.NotHere("this is " + ours + ", not " + theirs);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
