package org.rollbook.runtime.query;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.rollbook.model.avro.DecodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers peers from what is here, and asks nobody else: one hop at most. Whoever does not know
/// the secret, or means another instance than this one, gets nothing.
public final class PeerDesk {

  private static final Logger LOG = LoggerFactory.getLogger(PeerDesk.class);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /// What a header of a stranger may take in the log.
  private static final int LONGEST_NAME = 300;

  private final Holder here;
  private final PeerCredentials credentials;
  private final RareWarning warnings;

  PeerDesk(Holder here, PeerCredentials credentials, Clock clock) {
    this.here = here;
    this.credentials = credentials;
    this.warnings = new RareWarning(clock);
  }

  /// What is sent back to a peer.
  public sealed interface Reply {

    /// The answer, or why there is none now.
    record Answer(Bytes bytes) implements Reply {}

    /// Ask somebody else: HTTP's 421.
    record NotHeld(String why) implements Reply {}

    /// The question is none.
    record NotUnderstood(String why) implements Reply {}

    /// The secret is wrong or missing: HTTP's 401.
    record Unauthorized() implements Reply {}

    /// It is not known yet who this instance is: HTTP's 503.
    record Starting() implements Reply {}
  }

  /// Who asks.
  ///
  /// @param authorization the header's value; empty if there is none
  /// @param identity the value of [PeerIdentity#HEADER]; empty if there is none
  public record Asker(Optional<String> authorization, Optional<String> identity) {}

  /// The bytes of a question, which are read only if its asker is a peer.
  public interface Question {
    byte[] bytes() throws IOException;
  }

  /// What is sent back as [PeerIdentity#HEADER].
  public Optional<String> identity() {
    return credentials.identity().get();
  }

  /// Rows of one partition.
  public Reply rows(Asker asker, Question question) throws IOException {
    return reply(
        asker, () -> here.rows(PeerCodec.rowsQuestion(question.bytes())), PeerCodec::bytesOfRows);
  }

  /// A page of one partition.
  public Reply page(Asker asker, Question question) throws IOException {
    return reply(
        asker, () -> here.page(PeerCodec.pageQuestion(question.bytes())), PeerCodec::bytesOfPage);
  }

  /// What is sent back when there is no room even to read a question.
  public static Reply overloaded(String why) {
    var refusal = new Refusal(Refusal.Reason.OVERLOADED, why, RETRY_AFTER);
    return new Reply.Answer(Bytes.wrap(PeerCodec.bytesOfRows(new Told.Refused<>(refusal))));
  }

  /// Asks what is here.
  private interface Asking<T> {
    Told<T> ask() throws DecodeException, IOException;
  }

  private <T> Reply reply(Asker asker, Asking<T> asking, Function<Told<T>, byte[]> bytes)
      throws IOException {
    if (!credentials.areKnownTo(asker.authorization())) {
      return unauthorized();
    }
    Optional<String> ours = identity();
    if (ours.isEmpty()) {
      return new Reply.Starting();
    }
    return asker.identity().equals(ours)
        ? answer(asking, bytes)
        : misdirected(asker.identity(), ours.get());
  }

  private static <T> Reply answer(Asking<T> asking, Function<Told<T>, byte[]> bytes)
      throws IOException {
    try {
      Told<T> told = asking.ask();
      return told instanceof Told.NotHeld<T>(String why)
          ? new Reply.NotHeld(why)
          : new Reply.Answer(Bytes.wrap(bytes.apply(told)));
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
    String theirs = identity.map(PeerDesk::shortened).orElse("none");
    if (warnings.isDue(theirs)) {
      LOG.atWarn()
          .addKeyValue("theirs", theirs)
          .addKeyValue("ours", ours)
          .log("Refused a peer that asked for another site, topology or release");
    }
    return new Reply.NotHeld("this is " + ours + ", not " + theirs);
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}
