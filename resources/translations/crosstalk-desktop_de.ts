<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About Crosstalk</source>
        <translation>Über Crosstalk</translation>
    </message>
    <message>
        <source>Crosstalk %1</source>
        <translation>Crosstalk %1</translation>
    </message>
    <message>
        <source>Chat across several WebSocket servers behind one Redis broker, and see what reaches whom.

Runs with Qt %1, built with Qt %2 and hiredis %3; the broker is %4.

This program is free software under the GNU General Public License, version 3 or later.</source>
        <translation>Über mehrere WebSocket-Server hinter einem Redis-Broker chatten und sehen, was bei wem ankommt.

Läuft mit Qt %1, gebaut mit Qt %2 und hiredis %3; Broker: %4.

Dieses Programm ist freie Software unter der GNU General Public License, Version 3 oder neuer.</translation>
    </message>
    <message>
        <source>not running</source>
        <translation>läuft nicht</translation>
    </message>
</context>
<context>
    <name>ChatNews</name>
    <message>
        <source>instance %1 is not ready (%2): nothing goes between it and the others</source>
        <translation>Instanz %1 ist nicht bereit (%2): Zwischen ihr und den anderen geht nichts</translation>
    </message>
    <message>
        <source>instance %1 is deaf: nothing from the others arrives here</source>
        <translation>Instanz %1 ist taub: Von den anderen kommt hier nichts an</translation>
    </message>
    <message>
        <source>instance %1 is unreachable: no chat has a link to it</source>
        <translation>Instanz %1 ist unerreichbar: Kein Chat hat eine Verbindung zu ihr</translation>
    </message>
    <message>
        <source>instance %1 hears the others again</source>
        <translation>Instanz %1 hört die anderen wieder</translation>
    </message>
    <message>
        <source>instance %1 is ready again</source>
        <translation>Instanz %1 ist wieder bereit</translation>
    </message>
    <message>
        <source>%1 (%2 times since this was told last)</source>
        <translation>%1 (%2-mal seit der letzten Meldung)</translation>
    </message>
    <message>
        <source>the broker is back after %1</source>
        <translation>der Broker ist nach %1 wieder da</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>%1: nothing goes from one instance to another</source>
        <translation>%1: Von einer Instanz zur anderen geht nichts</translation>
    </message>
</context>
<context>
    <name>ClusterPlan</name>
    <message>
        <source>1 instance</source>
        <translation>1 Instanz</translation>
    </message>
    <message>
        <source>%1 instances</source>
        <translation>%1 Instanzen</translation>
    </message>
    <message>
        <source>no instance</source>
        <translation>keine Instanz</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>%1 is %2 (%3)</source>
        <translation>%1 ist %2 (%3)</translation>
    </message>
    <message>
        <source>%1 on %2, room %3, %4</source>
        <translation>%1 auf %2, Raum %3, %4</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>und %1 weitere</translation>
    </message>
    <message>
        <source>no chat</source>
        <translation>kein Chat</translation>
    </message>
</context>
<context>
    <name>DeliveryMark</name>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>✗ refused: %1</source>
        <translation>✗ abgelehnt: %1</translation>
    </message>
    <message>
        <source>? no answer, it may have arrived</source>
        <translation>? keine Antwort, vielleicht angekommen</translation>
    </message>
    <message>
        <source>%1 · %2 missing</source>
        <translation>%1 · ohne %2</translation>
    </message>
    <message>
        <source>%1 · not heard by its sender</source>
        <translation>%1 · vom Absender nicht gehört</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>gesendet</translation>
    </message>
    <message>
        <source>✓✓ %1 · %2</source>
        <translation>✓✓ %1 · %2</translation>
    </message>
    <message>
        <source>nobody else here</source>
        <translation>sonst niemand hier</translation>
    </message>
    <message>
        <source> · %1 missed it</source>
        <translation> · verpasst: %1</translation>
    </message>
    <message>
        <source>refused · sent again</source>
        <translation>abgelehnt · erneut gesendet</translation>
    </message>
    <message>
        <source>not sent · sent again</source>
        <translation>nicht gesendet · erneut gesendet</translation>
    </message>
    <message>
        <source>%1 (code %2)</source>
        <translation>%1 (Code %2)</translation>
    </message>
    <message>
        <source>the server cannot reach its broker</source>
        <translation>der Server erreicht seinen Broker nicht</translation>
    </message>
    <message>
        <source>in too many rooms already</source>
        <translation>schon in zu vielen Räumen</translation>
    </message>
    <message>
        <source>the server cannot read it</source>
        <translation>der Server kann es nicht lesen</translation>
    </message>
    <message>
        <source>something in it is missing or wrong</source>
        <translation>darin fehlt etwas oder ist falsch</translation>
    </message>
    <message>
        <source>the server does not know how to do that</source>
        <translation>das kann der Server nicht</translation>
    </message>
    <message>
        <source>code %1</source>
        <translation>Code %1</translation>
    </message>
    <message>
        <source>no link</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>too much is waiting already</source>
        <translation>es wartet schon zu viel</translation>
    </message>
    <message>
        <source>the dialect cannot carry it</source>
        <translation>im Dialekt nicht möglich</translation>
    </message>
    <message>
        <source>delayed %1</source>
        <translation>verzögert um %1</translation>
    </message>
    <message>
        <source>✗ not sent: %1</source>
        <translation>✗ nicht gesendet: %1</translation>
    </message>
    <message>
        <source>✓✓ %1</source>
        <translation>✓✓ %1</translation>
    </message>
    <message>
        <source>arrived after %1 · %2</source>
        <translation>angekommen nach %1 · %2</translation>
    </message>
    <message>
        <source>✓ %1</source>
        <translation>✓ %1</translation>
    </message>
    <message>
        <source>✗ not sent in an earlier session</source>
        <translation>✗ in einer früheren Sitzung nicht gesendet</translation>
    </message>
</context>
<context>
    <name>Dialect</name>
    <message>
        <source>Unknown dialect “%1”</source>
        <translation>Unbekannter Dialekt „%1“</translation>
    </message>
    <message>
        <source>Known are: %1</source>
        <translation>Bekannt sind: %1</translation>
    </message>
    <message>
        <source>“%1” cannot be the name of a room</source>
        <translation>„%1“ kann kein Raumname sein</translation>
    </message>
    <message>
        <source>Take 1 to %1 bytes without control characters</source>
        <translation>1 bis %1 Byte ohne Steuerzeichen verwenden</translation>
    </message>
    <message>
        <source>The message is not a JSON value</source>
        <translation>Die Nachricht ist kein JSON-Wert</translation>
    </message>
    <message>
        <source>Put text in quotes</source>
        <translation>Text in Anführungszeichen setzen</translation>
    </message>
    <message>
        <source>The message is not UTF-8 text</source>
        <translation>Die Nachricht ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>Encode other bytes, in Base64 for example</source>
        <translation>Andere Bytes kodieren, zum Beispiel in Base64</translation>
    </message>
</context>
<context>
    <name>Ending</name>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>going away</source>
        <translation>geht</translation>
    </message>
    <message>
        <source>protocol error</source>
        <translation>Protokollfehler</translation>
    </message>
    <message>
        <source>unsupported data</source>
        <translation>nicht unterstützte Daten</translation>
    </message>
    <message>
        <source>not UTF-8</source>
        <translation>kein UTF-8</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>message too big</source>
        <translation>Nachricht zu groß</translation>
    </message>
    <message>
        <source>server error</source>
        <translation>Serverfehler</translation>
    </message>
    <message>
        <source>restarting</source>
        <translation>startet neu</translation>
    </message>
    <message>
        <source>try again later</source>
        <translation>später noch einmal versuchen</translation>
    </message>
    <message>
        <source>unauthorised</source>
        <translation>nicht berechtigt</translation>
    </message>
    <message>
        <source>too slow a reader</source>
        <translation>liest zu langsam</translation>
    </message>
    <message>
        <source>flooding</source>
        <translation>sendet zu viel</translation>
    </message>
    <message>
        <source>silent</source>
        <translation>schweigt</translation>
    </message>
    <message>
        <source>Closed with %1</source>
        <translation>Geschlossen mit %1</translation>
    </message>
</context>
<context>
    <name>Facts</name>
    <message>
        <source>%1 in %2, %3</source>
        <translation>%1 in %2, %3</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>URL</source>
        <translation>URL</translation>
    </message>
    <message>
        <source>Process id</source>
        <translation>Prozess-ID</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>%1 % of one core</source>
        <translation>%1 % eines Kerns</translation>
    </message>
    <message>
        <source>Messages per second</source>
        <translation>Nachrichten je Sekunde</translation>
    </message>
    <message>
        <source>Sessions on it</source>
        <translation>Sitzungen darauf</translation>
    </message>
    <message>
        <source>Last lines of its log</source>
        <translation>Letzte Zeilen seines Protokolls</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Copies that were to reach a receiver, once each.</source>
        <translation>Kopien, die einen Empfänger erreichen sollten, je einmal.</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>Zugestellt</translation>
    </message>
    <message>
        <source>Of these, what has arrived.</source>
        <translation>Davon angekommen.</translation>
    </message>
    <message>
        <source>Lost</source>
        <translation>Verloren</translation>
    </message>
    <message>
        <source>Of these, what has not come within a second.</source>
        <translation>Davon binnen einer Sekunde nicht gekommen.</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>Verpasst</translation>
    </message>
    <message>
        <source>Not due, for a fault was about or the receiver was coming or going, and never received.</source>
        <translation>Nicht fällig wegen einer Störung oder weil der Empfänger kam oder ging, und nie empfangen.</translation>
    </message>
    <message>
        <source>Twice</source>
        <translation>Doppelt</translation>
    </message>
    <message>
        <source>Came more than once.</source>
        <translation>Mehr als einmal gekommen.</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Vertauscht</translation>
    </message>
    <message>
        <source>Came after a later message of the same sender in the same room.</source>
        <translation>Nach einer späteren Nachricht desselben Absenders im selben Raum gekommen.</translation>
    </message>
    <message>
        <source>Corrupted</source>
        <translation>Verfälscht</translation>
    </message>
    <message>
        <source>Came, but not as it was sent.</source>
        <translation>Gekommen, aber nicht wie gesendet.</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>Half of what was delivered took no longer than this.</source>
        <translation>Die Hälfte des Zugestellten brauchte nicht länger.</translation>
    </message>
    <message>
        <source>p99</source>
        <translation>p99</translation>
    </message>
    <message>
        <source>99 of 100 took no longer than this.</source>
        <translation>99 von 100 brauchten nicht länger.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Delayed</source>
        <translation>Verzögert</translation>
    </message>
    <message>
        <source>Came only after it had been counted as lost or missed.</source>
        <translation>Erst gekommen, als es schon als verloren oder verpasst zählte.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>In this state for</source>
        <translation>In diesem Zustand seit</translation>
    </message>
    <message>
        <source>Links broken so far</source>
        <translation>Bisher abgerissene Verbindungen</translation>
    </message>
    <message>
        <source>Of these sessions, without anybody here having wanted it.</source>
        <translation>Dieser Sitzungen, ohne dass es hier jemand wollte.</translation>
    </message>
    <message>
        <source>Instances on it</source>
        <translation>Instanzen an ihm</translation>
    </message>
    <message>
        <source>Those that run here; who else talks to it is not asked.</source>
        <translation>Die hier laufen; wer sonst mit ihm spricht, wird nicht gefragt.</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Sends on the first instance that its server would not take, whoever they were for.</source>
        <translation>Auf der ersten Instanz Gesendetes, das ihr Server nicht annahm, für wen auch immer.</translation>
    </message>
    <message>
        <source>Not sent</source>
        <translation>Nicht gesendet</translation>
    </message>
    <message>
        <source>Likewise those that have not left this program: no link, or no room in its queue.</source>
        <translation>Ebenso, was dieses Programm nicht verlassen hat: keine Verbindung oder kein Platz in deren Warteschlange.</translation>
    </message>
    <message>
        <source>Unanswered</source>
        <translation>Unbeantwortet</translation>
    </message>
    <message>
        <source>Likewise those that have had no answer within a second, or whose link broke before it: whether the server took them nobody knows.</source>
        <translation>Ebenso, was binnen einer Sekunde keine Antwort bekam oder dessen Verbindung vorher abriss: Ob der Server es annahm, weiß niemand.</translation>
    </message>
    <message>
        <source>Clients</source>
        <translation>Clients</translation>
    </message>
    <message>
        <source>All that are connected to it, whoever they are.</source>
        <translation>Alle, die mit ihr verbunden sind, wer sie auch sind.</translation>
    </message>
    <message>
        <source>What is wrong with one of the two, or with the broker, or was when it did the first of the harm below.</source>
        <translation>Was mit einer der beiden oder dem Broker nicht stimmt oder nicht stimmte, als es das Erste der Schäden unten anrichtete.</translation>
    </message>
    <message>
        <source>Phantoms</source>
        <translation>Phantome</translation>
    </message>
    <message>
        <source>Came although nobody had sent it, or its receiver should not have got it.</source>
        <translation>Kam an, obwohl niemand es gesendet hat oder der Empfänger es nicht hätte bekommen sollen.</translation>
    </message>
</context>
<context>
    <name>FaultWords</name>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>the broker</source>
        <translation>der Broker</translation>
    </message>
    <message>
        <source>exited with code %1</source>
        <translation>beendet mit Code %1</translation>
    </message>
    <message>
        <source>killed by signal %1 (%2)</source>
        <translation>abgebrochen durch Signal %1 (%2)</translation>
    </message>
    <message>
        <source>%1 frozen</source>
        <translation>%1 eingefroren</translation>
    </message>
    <message>
        <source>%1 killed</source>
        <translation>%1 abgebrochen</translation>
    </message>
    <message>
        <source>%1 stopped</source>
        <translation>%1 angehalten</translation>
    </message>
    <message>
        <source>%1 ended unasked</source>
        <translation>%1 ungefragt beendet</translation>
    </message>
    <message>
        <source>%1 did not start</source>
        <translation>%1 nicht gestartet</translation>
    </message>
    <message>
        <source>%1 is frozen</source>
        <translation>%1 ist eingefroren</translation>
    </message>
    <message>
        <source>%1 is killed</source>
        <translation>%1 ist abgebrochen</translation>
    </message>
    <message>
        <source>%1 is stopped</source>
        <translation>%1 ist angehalten</translation>
    </message>
    <message>
        <source>%1 has ended</source>
        <translation>%1 ist beendet</translation>
    </message>
    <message>
        <source>%1 is not started</source>
        <translation>%1 ist nicht gestartet</translation>
    </message>
    <message>
        <source>Thaw %1 (SIGCONT)</source>
        <translation>%1 auftauen (SIGCONT)</translation>
    </message>
    <message>
        <source>Start %1 again</source>
        <translation>%1 wieder starten</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 not ready</source>
        <translation>%1 nicht bereit</translation>
    </message>
    <message>
        <source>%1 deaf</source>
        <translation>%1 taub</translation>
    </message>
    <message>
        <source>%1 unreachable</source>
        <translation>%1 unerreichbar</translation>
    </message>
    <message>
        <source>%1 is not ready</source>
        <translation>%1 ist nicht bereit</translation>
    </message>
    <message>
        <source>%1 is deaf</source>
        <translation>%1 ist taub</translation>
    </message>
    <message>
        <source>%1 was frozen</source>
        <translation>%1 war eingefroren</translation>
    </message>
    <message>
        <source>%1 was killed</source>
        <translation>%1 war abgebrochen</translation>
    </message>
    <message>
        <source>%1 was stopped</source>
        <translation>%1 war angehalten</translation>
    </message>
    <message>
        <source>%1 had ended</source>
        <translation>%1 war beendet</translation>
    </message>
    <message>
        <source>%1 was not started</source>
        <translation>%1 war nicht gestartet</translation>
    </message>
    <message>
        <source>%1 was not ready</source>
        <translation>%1 war nicht bereit</translation>
    </message>
    <message>
        <source>%1 was deaf</source>
        <translation>%1 war taub</translation>
    </message>
    <message>
        <source>Restart %1</source>
        <translation>%1 neu starten</translation>
    </message>
    <message>
        <source>killed by %1</source>
        <translation>abgebrochen durch %1</translation>
    </message>
    <message>
        <source>%1 is down</source>
        <translation>%1 ist ausgefallen</translation>
    </message>
    <message>
        <source>%1 is not running</source>
        <translation>%1 läuft nicht</translation>
    </message>
    <message>
        <source>%1 is unreachable</source>
        <translation>%1 ist unerreichbar</translation>
    </message>
    <message>
        <source>%1 was unreachable</source>
        <translation>%1 war unerreichbar</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
</context>
<context>
    <name>MessagePath</name>
    <message>
        <source>Its instance</source>
        <translation>Dessen Instanz</translation>
    </message>
    <message>
        <source>Instance %1</source>
        <translation>Instanz %1</translation>
    </message>
    <message>
        <source>received it</source>
        <translation>hat sie empfangen</translation>
    </message>
    <message>
        <source>heard its own through %1</source>
        <translation>hat die eigene über %1 gehört</translation>
    </message>
    <message>
        <source>received it through %1</source>
        <translation>hat sie über %1 empfangen</translation>
    </message>
    <message>
        <source>should not have got it</source>
        <translation>hätte sie nicht bekommen sollen</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1-mal</translation>
    </message>
    <message>
        <source>behind a later one</source>
        <translation>nach einer späteren</translation>
    </message>
    <message>
        <source>not as it was sent</source>
        <translation>nicht wie gesendet</translation>
    </message>
    <message>
        <source>it was not due</source>
        <translation>war nicht fällig</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>not received so far, not due</source>
        <translation>bisher nicht empfangen, nicht fällig</translation>
    </message>
    <message>
        <source>not received, not due</source>
        <translation>nicht empfangen, nicht fällig</translation>
    </message>
    <message>
        <source>not received, not due: the server has not confirmed it</source>
        <translation>nicht empfangen, nicht fällig: vom Server nicht bestätigt</translation>
    </message>
    <message>
        <source>not received</source>
        <translation>nicht empfangen</translation>
    </message>
    <message>
        <source>sent it</source>
        <translation>hat sie gesendet</translation>
    </message>
    <message>
        <source>sent it, %1 later than meant</source>
        <translation>hat sie gesendet, %1 später als gewollt</translation>
    </message>
    <message>
        <source>took it</source>
        <translation>hat sie angenommen</translation>
    </message>
    <message>
        <source>took it; it does not tell when</source>
        <translation>hat sie angenommen; wann, sagt sie nicht</translation>
    </message>
    <message>
        <source>refused it</source>
        <translation>hat sie abgelehnt</translation>
    </message>
    <message>
        <source>nothing shows that it took it</source>
        <translation>nichts zeigt, dass sie angenommen wurde</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>seen there</source>
        <translation>dort gesehen</translation>
    </message>
    <message>
        <source>not known: nobody was listening there</source>
        <translation>unbekannt: dort hörte niemand zu</translation>
    </message>
    <message>
        <source>not seen on the broker so far</source>
        <translation>auf dem Broker bisher nicht gesehen</translation>
    </message>
    <message>
        <source>not seen on the broker</source>
        <translation>auf dem Broker nicht gesehen</translation>
    </message>
    <message>
        <source>got the refusal after %1</source>
        <translation>bekam nach %1 die Ablehnung</translation>
    </message>
    <message>
        <source>got the acknowledgement after %1</source>
        <translation>bekam nach %1 die Bestätigung</translation>
    </message>
    <message>
        <source>lost the link before there was an answer</source>
        <translation>verlor die Verbindung vor der Antwort</translation>
    </message>
    <message>
        <source>not acknowledged so far</source>
        <translation>bisher nicht bestätigt</translation>
    </message>
    <message>
        <source>not acknowledged</source>
        <translation>nicht bestätigt</translation>
    </message>
    <message>
        <source>, at %1</source>
        <translation>, um %1</translation>
    </message>
    <message>
        <source>, %1 after the hop before</source>
        <translation>, %1 nach dem vorigen Schritt</translation>
    </message>
    <message>
        <source>Message %1 of %2</source>
        <translation>Nachricht %1 von %2</translation>
    </message>
    <message>
        <source>Message %1 of %2 in %3</source>
        <translation>Nachricht %1 von %2 in %3</translation>
    </message>
    <message>
        <source>delayed</source>
        <translation>verzögert</translation>
    </message>
    <message>
        <source>not received, not due: %1 had gone by itself</source>
        <translation>nicht empfangen, nicht fällig: %1 war selbst gegangen</translation>
    </message>
    <message>
        <source>not received, not due: the server has refused it</source>
        <translation>nicht empfangen, nicht fällig: vom Server abgelehnt</translation>
    </message>
</context>
<context>
    <name>MessageText</name>
    <message>
        <source>… (%1 characters; double-click for all of it)</source>
        <translation>… (%1 Zeichen; Doppelklick zeigt alles)</translation>
    </message>
</context>
<context>
    <name>NameTrouble</name>
    <message>
        <source>There is no user name yet</source>
        <translation>Der Benutzername fehlt noch</translation>
    </message>
    <message>
        <source>The user name is too long: %1 bytes of UTF-8 at most</source>
        <translation>Der Benutzername ist zu lang: höchstens %1 Byte UTF-8</translation>
    </message>
    <message>
        <source>The user name holds a character that is not to be seen</source>
        <translation>Der Benutzername enthält ein unsichtbares Zeichen</translation>
    </message>
    <message>
        <source>There is no name of a room yet</source>
        <translation>Der Name des Raums fehlt noch</translation>
    </message>
    <message>
        <source>The name of the room is too long: %1 bytes of UTF-8 at most</source>
        <translation>Der Name des Raums ist zu lang: höchstens %1 Byte UTF-8</translation>
    </message>
    <message>
        <source>The name of the room holds a character that is not to be seen</source>
        <translation>Der Name des Raums enthält ein unsichtbares Zeichen</translation>
    </message>
</context>
<context>
    <name>OutputFile</name>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Name a file in a folder that exists, can be written, and has room</source>
        <translation>Eine Datei in einem Ordner angeben, den es gibt, der beschreibbar ist und Platz hat</translation>
    </message>
</context>
<context>
    <name>PortOwner</name>
    <message>
        <source>%1 (process %2)</source>
        <translation>%1 (Prozess %2)</translation>
    </message>
</context>
<context>
    <name>PrivateSettings</name>
    <message>
        <source>No temporary folder can be made: %1</source>
        <translation>Ein temporärer Ordner lässt sich nicht anlegen: %1</translation>
    </message>
</context>
<context>
    <name>RecentCluster</name>
    <message>
        <source>Cannot write %1</source>
        <translation>%1 kann nicht geschrieben werden</translation>
    </message>
    <message>
        <source>Free some space there, or see that this file can be written</source>
        <translation>Dort Platz schaffen oder dafür sorgen, dass die Datei geschrieben werden kann</translation>
    </message>
    <message>
        <source>today %1</source>
        <translation>heute %1</translation>
    </message>
    <message>
        <source>yesterday %1</source>
        <translation>gestern %1</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
</context>
<context>
    <name>RowActions</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy the selected lines or rows</source>
        <translation>Die ausgewählten Zeilen kopieren</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>Select all lines or rows that are shown</source>
        <translation>Alle Zeilen auswählen, die zu sehen sind</translation>
    </message>
    <message>
        <source>Show the &amp;whole message…</source>
        <translation>&amp;Ganze Nachricht zeigen…</translation>
    </message>
    <message>
        <source>Show all of the current message, to copy a part of it</source>
        <translation>Die aktuelle Nachricht ganz zeigen, um einen Teil davon zu kopieren</translation>
    </message>
    <message>
        <source>&amp;Path of the message</source>
        <translation>&amp;Weg der Nachricht</translation>
    </message>
    <message>
        <source>Show the path of the current message, hop by hop</source>
        <translation>Den Weg der aktuellen Nachricht Schritt für Schritt zeigen</translation>
    </message>
    <message>
        <source>Go to the &amp;newest</source>
        <translation>Zur &amp;neuesten gehen</translation>
    </message>
    <message>
        <source>Show the newest line or row, and those to come</source>
        <translation>Die neueste Zeile zeigen, und die noch kommen</translation>
    </message>
    <message>
        <source>Send a&amp;gain</source>
        <translation>&amp;Erneut senden</translation>
    </message>
    <message>
        <source>Send the current line once more, which was not sent</source>
        <translation>Die aktuelle Zeile, die nicht gesendet wurde, noch einmal senden</translation>
    </message>
    <message>
        <source>Send all unsent aga&amp;in</source>
        <translation>Alle ungesendeten erneut sen&amp;den</translation>
    </message>
    <message>
        <source>Send all lines of the chat once more that were not sent</source>
        <translation>Alle Zeilen des Chats, die nicht gesendet wurden, noch einmal senden</translation>
    </message>
    <message>
        <source>Send the &amp;message</source>
        <translation>Nachr&amp;icht senden</translation>
    </message>
    <message>
        <source>Send what is written in the chat</source>
        <translation>Senden, was im Chat geschrieben ist</translation>
    </message>
    <message>
        <source>Send each &amp;line as a message</source>
        <translation>Jede Zei&amp;le als Nachricht senden</translation>
    </message>
    <message>
        <source>Send each line of what is written in the chat as a message of its own</source>
        <translation>Jede geschriebene Zeile als eigene Nachricht senden</translation>
    </message>
    <message>
        <source>Send from &amp;all chats</source>
        <translation>Aus allen C&amp;hats senden</translation>
    </message>
    <message>
        <source>Send what is written in the chat from all chats at once</source>
        <translation>Was im Chat geschrieben ist, aus allen Chats zugleich senden</translation>
    </message>
</context>
<context>
    <name>RunPast</name>
    <message>
        <source>%1 was not connected</source>
        <translation>%1 war nicht verbunden</translation>
    </message>
    <message>
        <source>a fault was about: %1</source>
        <translation>während einer Störung: %1</translation>
    </message>
    <message>
        <source>%1 and other reasons</source>
        <translation>%1 und andere Gründe</translation>
    </message>
</context>
<context>
    <name>WindowAdvice</name>
    <message>
        <source>Name one that can be run in Preferences… (Ctrl+,), as the server program of the next cluster</source>
        <translation>In Einstellungen… (Strg+,) ein ausführbares als Serverprogramm des nächsten Clusters angeben</translation>
    </message>
    <message>
        <source>%1, or name one in Preferences… (Ctrl+,), as the broker program of the next cluster</source>
        <translation>%1 oder in Einstellungen… (Strg+,) eines als Brokerprogramm des nächsten Clusters angeben</translation>
    </message>
    <message>
        <source>Name one that can be run in Preferences… (Ctrl+,), as the broker program of the next cluster</source>
        <translation>In Einstellungen… (Strg+,) ein ausführbares als Brokerprogramm des nächsten Clusters angeben</translation>
    </message>
    <message>
        <source>End what has it and try again, or set another port in Preferences… (Ctrl+,) for the next cluster</source>
        <translation>Beenden, was ihn belegt, und es noch einmal versuchen, oder in Einstellungen… (Strg+,) einen anderen Port für den nächsten Cluster wählen</translation>
    </message>
    <message>
        <source>End what has it and try again, or open a new cluster, whose broker takes a port that is free</source>
        <translation>Beenden, was ihn belegt, und es noch einmal versuchen, oder einen neuen Cluster öffnen, dessen Broker einen freien Port nimmt</translation>
    </message>
    <message>
        <source>End what has it and try again, or remove this instance and add one, which takes a port that is free</source>
        <translation>Beenden, was ihn belegt, und es noch einmal versuchen, oder diese Instanz entfernen und eine hinzufügen, die einen freien Port nimmt</translation>
    </message>
</context>
<context>
    <name>crosstalk::AttachDialog</name>
    <message>
        <source>&amp;Attach</source>
        <translation>An&amp;binden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Attach a server</source>
        <translation>Server anbinden</translation>
    </message>
    <message>
        <source>Address of the server</source>
        <translation>Adresse des Servers</translation>
    </message>
    <message>
        <source>plain: one room of bare text</source>
        <translation>plain: ein Raum mit reinem Text</translation>
    </message>
    <message>
        <source>crosstalk.v1: rooms and acknowledgements</source>
        <translation>crosstalk.v1: Räume und Bestätigungen</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>The protocol that the server speaks</source>
        <translation>Das Protokoll, das der Server spricht</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Why this server cannot be attached</source>
        <translation>Warum dieser Server nicht angebunden werden kann</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindungsaufbau</translation>
    </message>
    <message>
        <source>A&amp;ddress</source>
        <translation>A&amp;dresse</translation>
    </message>
    <message>
        <source>D&amp;ialect</source>
        <translation>D&amp;ialekt</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>&amp;Raum</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>Ben&amp;utzername</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbinden…</translation>
    </message>
</context>
<context>
    <name>crosstalk::BadgeLabel</name>
    <message>
        <source>Instance %1</source>
        <translation>Instanz %1</translation>
    </message>
</context>
<context>
    <name>crosstalk::Bench</name>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>beigetreten</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>tritt bei</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindet neu</translation>
    </message>
</context>
<context>
    <name>crosstalk::Benchmark</name>
    <message>
        <source>The window or the cluster was not ready within %1</source>
        <translation>Das Fenster oder der Cluster war nach %1 noch nicht bereit</translation>
    </message>
    <message>
        <source>The window was closed before the end</source>
        <translation>Das Fenster wurde vor dem Ende geschlossen</translation>
    </message>
    <message>
        <source>blocked for %1 at longest, 99.9 % of all moments for no more than %2; over %3: %4</source>
        <translation>längstens %1 blockiert, in 99,9 % aller Momente höchstens %2; über %3: %4</translation>
    </message>
    <message>
        <source>This is no optimised build: the figures of a Release build are several times better.</source>
        <translation>Dies ist kein optimierter Build: Die Werte eines Release-Builds sind um ein Mehrfaches besser.</translation>
    </message>
    <message>
        <source>%1 chats on as many instances, Qt %2 on %3; lines in all chats, Delivery and Messages in turn.</source>
        <translation>%1 Chats auf ebenso vielen Instanzen, Qt %2 auf %3; Zeilen in allen Chats, Zustellung und Nachrichten im Wechsel.</translation>
    </message>
    <message>
        <source>Start:      window shown after %1, cluster ready and all chats joined after %2.</source>
        <translation>Start:       Fenster sichtbar nach %1, Cluster bereit und alle Chats beigetreten nach %2.</translation>
    </message>
    <message>
        <source>Load:       %1 sent and %2 received a second for %3; %4 to be received a second were asked for.</source>
        <translation>Last:        %3 lang je Sekunde %1 gesendet und %2 empfangen; verlangt waren %4 empfangene je Sekunde.</translation>
    </message>
    <message>
        <source>Delivery:   %1</source>
        <translation>Zustellung:  %1</translation>
    </message>
    <message>
        <source>Messages:   %1</source>
        <translation>Nachrichten: %1</translation>
    </message>
    <message>
        <source>Account:    %1 sent, %2 due, %3 delivered, %4 missing; p99 %5.</source>
        <translation>Bilanz:      %1 gesendet, %2 fällig, %3 zugestellt, %4 fehlend; p99 %5.</translation>
    </message>
    <message>
        <source>Process:    %1 % of a core under load, %2 MiB.</source>
        <translation>Prozess:     %1 % eines Kerns unter Last, %2 MiB.</translation>
    </message>
    <message>
        <source>%1 messages were not sent: the queues of all links were full.</source>
        <translation>%1 Nachrichten nicht gesendet: Die Warteschlangen aller Verbindungen waren voll.</translation>
    </message>
</context>
<context>
    <name>crosstalk::Broker</name>
    <message>
        <source>Cannot find the broker&apos;s program %1</source>
        <translation>Das Programm des Brokers %1 ist nicht zu finden</translation>
    </message>
    <message>
        <source>Name a redis-server or valkey-server that can be run</source>
        <translation>Einen redis-server oder valkey-server angeben, der sich ausführen lässt</translation>
    </message>
    <message>
        <source>Cannot find redis-server or valkey-server in PATH</source>
        <translation>Weder redis-server noch valkey-server sind im PATH zu finden</translation>
    </message>
    <message>
        <source>Install one: sudo apt install redis-server</source>
        <translation>Einen davon installieren: sudo apt install redis-server</translation>
    </message>
    <message>
        <source>Cannot make a folder for the broker in %1: %2</source>
        <translation>Ein Ordner für den Broker lässt sich in %1 nicht anlegen: %2</translation>
    </message>
    <message>
        <source>Free some space there, or set TMPDIR</source>
        <translation>Dort Platz schaffen oder TMPDIR setzen</translation>
    </message>
    <message>
        <source>Cannot find a free port on 127.0.0.1 for the broker</source>
        <translation>Auf 127.0.0.1 ist kein freier Port für den Broker zu finden</translation>
    </message>
    <message>
        <source>The broker</source>
        <translation>Der Broker</translation>
    </message>
</context>
<context>
    <name>crosstalk::BulkBar</name>
    <message>
        <source>Sending of several messages</source>
        <translation>Senden mehrerer Nachrichten</translation>
    </message>
    <message>
        <source>Send as %1 messages</source>
        <translation>Als %1 Nachrichten senden</translation>
    </message>
    <message>
        <source>Sending %1 of %2…</source>
        <translation>Senden: %1 von %2…</translation>
    </message>
    <message>
        <source>More than %1 lines: too many to send one by one</source>
        <translation>Mehr als %1 Zeilen: zu viele, um sie einzeln zu senden</translation>
    </message>
    <message>
        <source>Enter sends one message</source>
        <translation>Enter sendet eine Nachricht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sends no more; what is left comes back into the input</source>
        <translation>Sendet nichts mehr; der Rest kommt zurück in die Eingabe</translation>
    </message>
    <message>
        <source>Each line a message of its own (Ctrl+Shift+Enter)</source>
        <translation>Jede Zeile eine eigene Nachricht (Strg+Umschalt+Enter)</translation>
    </message>
    <message>
        <source>Send each</source>
        <translation>Alle senden</translation>
    </message>
    <message>
        <source>Too many: %1 at most</source>
        <translation>Zu viele: höchstens %1</translation>
    </message>
</context>
<context>
    <name>crosstalk::Chat</name>
    <message>
        <source>message %1</source>
        <translation>Nachricht %1</translation>
    </message>
    <message>
        <source>joined, instance frozen</source>
        <translation>beigetreten, Instanz eingefroren</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>beigetreten</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>verbindet neu</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>joining</source>
        <translation>tritt bei</translation>
    </message>
    <message>
        <source>Not connected to %1: waiting for it to start</source>
        <translation>Nicht mit %1 verbunden: wartet auf den Start</translation>
    </message>
    <message>
        <source>Connecting to %1 · try %2 under way</source>
        <translation>Verbinden mit %1 · Versuch %2 läuft</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbinden mit %1…</translation>
    </message>
    <message>
        <source>Joining %1…</source>
        <translation>Beitritt zu %1…</translation>
    </message>
    <message>
        <source>No link to %1 · try %2 in %3 s</source>
        <translation>Keine Verbindung zu %1 · Versuch %2 in %3 s</translation>
    </message>
    <message>
        <source>the link to %1 has ended: %2</source>
        <translation>Verbindung zu %1 beendet: %2</translation>
    </message>
    <message>
        <source>back on %1 after %2. What was said meanwhile did not arrive here.</source>
        <translation>nach %2 wieder auf %1. Was inzwischen gesagt wurde, ist hier nicht angekommen.</translation>
    </message>
    <message>
        <source>%1 refuses room %2: %3</source>
        <translation>%1 lehnt Raum %2 ab: %3</translation>
    </message>
    <message>
        <source>what %1 sent cannot be understood, and is left out: %2</source>
        <translation>Unverständliches von %1 ausgelassen: %2</translation>
    </message>
    <message>
        <source>instance %1 is frozen: nothing new arrives here until it is thawed</source>
        <translation>Instanz %1 ist eingefroren: Bis zum Auftauen kommt hier nichts Neues an</translation>
    </message>
    <message>
        <source>instance %1 has been thawed</source>
        <translation>Instanz %1 ist aufgetaut</translation>
    </message>
    <message>
        <source>closed: %1 of %2 sent.</source>
        <translation>geschlossen: %1 von %2 gesendet.</translation>
    </message>
    <message>
        <source>%1 What was not sent stands where you write.</source>
        <translation>%1 Was nicht gesendet wurde, steht in der Eingabe.</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>instance %1 was killed: nothing arrives here until it is started again</source>
        <translation>Instanz %1 wurde abgebrochen: Bis zum Neustart kommt hier nichts an</translation>
    </message>
    <message>
        <source>instance %1 has ended unasked (%2): nothing arrives here until it is started again</source>
        <translation>Instanz %1 hat sich ungefragt beendet (%2): Bis zum Neustart kommt hier nichts an</translation>
    </message>
    <message>
        <source>instance %1 did not start: nothing arrives here until it does</source>
        <translation>Instanz %1 ist nicht gestartet: Bis zum Start kommt hier nichts an</translation>
    </message>
    <message>
        <source>joined, instance not ready</source>
        <translation>beigetreten, Instanz nicht bereit</translation>
    </message>
    <message>
        <source>joined, instance deaf</source>
        <translation>beigetreten, Instanz taub</translation>
    </message>
    <message>
        <source>the link to %1 broke: %2. Connecting again by itself.</source>
        <translation>Verbindung zu %1 abgerissen: %2. Sie wird von selbst neu aufgebaut.</translation>
    </message>
    <message>
        <source>%1 has not let this chat into room %2: %3</source>
        <translation>%1 hat diesen Chat nicht in Raum %2 gelassen: %3</translation>
    </message>
    <message>
        <source>No link to %1 · try %2 now…</source>
        <translation>Keine Verbindung zu %1 · Versuch %2 jetzt…</translation>
    </message>
    <message>
        <source>instance %1 was stopped: nothing arrives here until it is started again</source>
        <translation>Instanz %1 wurde angehalten: Bis zum Neustart kommt hier nichts an</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChatActions</name>
    <message>
        <source>&amp;Close chat</source>
        <translation>Chat &amp;schließen</translation>
    </message>
    <message>
        <source>Close the chat that has the focus, or had it last</source>
        <translation>Den Chat schließen, der den Fokus hat oder zuletzt hatte</translation>
    </message>
    <message>
        <source>&amp;Search…</source>
        <translation>S&amp;uchen…</translation>
    </message>
    <message>
        <source>Find words in what was said in the chat</source>
        <translation>Wörter in dem finden, was im Chat gesagt wurde</translation>
    </message>
    <message>
        <source>Ne&amp;xt chat</source>
        <translation>Nä&amp;chster Chat</translation>
    </message>
    <message>
        <source>Move to the next chat</source>
        <translation>Zum nächsten Chat wechseln</translation>
    </message>
    <message>
        <source>&amp;Previous chat</source>
        <translation>&amp;Voriger Chat</translation>
    </message>
    <message>
        <source>Move to the previous chat</source>
        <translation>Zum vorigen Chat wechseln</translation>
    </message>
    <message>
        <source>&amp;Tabs</source>
        <translation>&amp;Reiter</translation>
    </message>
    <message>
        <source>Show one chat at a time, behind tabs, instead of all side by side</source>
        <translation>Statt aller Chats nebeneinander nur einen zeigen, mit Reitern</translation>
    </message>
    <message>
        <source>Put &amp;back</source>
        <translation>&amp;Zurückholen</translation>
    </message>
    <message>
        <source>T&amp;ear off</source>
        <translation>&amp;Abreißen</translation>
    </message>
    <message>
        <source>Put the chat back among the others</source>
        <translation>Den Chat wieder zu den anderen holen</translation>
    </message>
    <message>
        <source>Give the chat a window of its own; closing that puts it back</source>
        <translation>Dem Chat ein eigenes Fenster geben; dessen Schließen holt ihn zurück</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChatArea</name>
    <message>
        <source>Open chats</source>
        <translation>Offene Chats</translation>
    </message>
    <message>
        <source>All chats are in windows of their own.</source>
        <translation>Alle Chats sind in eigenen Fenstern.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChatClient</name>
    <message>
        <source>“%1” is not a ws:// or wss:// URL</source>
        <translation>„%1“ ist keine URL mit ws:// oder wss://</translation>
    </message>
    <message>
        <source>This server has one room, which has a name already</source>
        <translation>Dieser Server hat nur einen Raum, und der hat schon einen Namen</translation>
    </message>
    <message>
        <source>The server reports %1: %2</source>
        <translation>Der Server meldet %1: %2</translation>
    </message>
    <message>
        <source>No answer within %1</source>
        <translation>Keine Antwort binnen %1</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChatDelegate</name>
    <message>
        <source>1 new message</source>
        <translation>1 neue Nachricht</translation>
    </message>
    <message>
        <source>%1 new messages</source>
        <translation>%1 neue Nachrichten</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChatModel</name>
    <message>
        <source>nobody here sent it</source>
        <translation>niemand hier hat es gesendet</translation>
    </message>
    <message>
        <source>again, %1 later</source>
        <translation>noch einmal, %1 später</translation>
    </message>
    <message>
        <source>corrupted</source>
        <translation>verfälscht</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChatSearchBar</name>
    <message>
        <source>Previous (Shift+Enter or Shift+F3)</source>
        <translation>Vorige Stelle (Umschalt+Enter oder Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next (Enter or F3)</source>
        <translation>Nächste Stelle (Enter oder F3)</translation>
    </message>
    <message>
        <source>Find in this chat</source>
        <translation>In diesem Chat suchen</translation>
    </message>
    <message>
        <source>Result of the search</source>
        <translation>Ergebnis der Suche</translation>
    </message>
    <message>
        <source>Close the search (Escape)</source>
        <translation>Suche schließen (Esc)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>%1 · from the top</source>
        <translation>%1 · von oben</translation>
    </message>
    <message>
        <source>%1 · from the end</source>
        <translation>%1 · von unten</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChatWindow</name>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Message %1…</source>
        <translation>Nachricht an %1…</translation>
    </message>
    <message>
        <source>Nobody has said anything in %1 yet. What you write goes through %2 to everybody in the room.</source>
        <translation>In %1 hat noch niemand etwas gesagt. Was hier geschrieben wird, geht über %2 an alle im Raum.</translation>
    </message>
    <message>
        <source>Nobody has said anything in %1 yet.</source>
        <translation>In %1 hat noch niemand etwas gesagt.</translation>
    </message>
    <message>
        <source>Send the message of %1</source>
        <translation>Nachricht von %1 senden</translation>
    </message>
    <message>
        <source>Send (Enter; Shift+Enter for a new line)</source>
        <translation>Senden (Enter; Umschalt+Enter für eine neue Zeile)</translation>
    </message>
    <message>
        <source>State of the link</source>
        <translation>Zustand der Verbindung</translation>
    </message>
    <message>
        <source>Go to the newest message</source>
        <translation>Zur neuesten Nachricht gehen</translation>
    </message>
    <message>
        <source>Other ways to send</source>
        <translation>Andere Arten zu senden</translation>
    </message>
    <message>
        <source>Other ways to send the message of %1</source>
        <translation>Andere Arten, die Nachricht von %1 zu senden</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>Raum %1</translation>
    </message>
    <message>
        <source>Close this chat (Ctrl+W)</source>
        <translation>Diesen Chat schließen (Strg+W)</translation>
    </message>
    <message>
        <source>Close the chat of %1</source>
        <translation>Chat von %1 schließen</translation>
    </message>
    <message>
        <source>%1 on instance %2, room %3</source>
        <translation>%1 auf Instanz %2, Raum %3</translation>
    </message>
    <message>
        <source>Chat of %1</source>
        <translation>Chat von %1</translation>
    </message>
    <message>
        <source>Messages of %1</source>
        <translation>Nachrichten von %1</translation>
    </message>
    <message>
        <source>Message from %1</source>
        <translation>Nachricht von %1</translation>
    </message>
    <message>
        <source>Go to the newest message, %1 unseen</source>
        <translation>Zur neuesten Nachricht gehen, %1 ungesehen</translation>
    </message>
    <message>
        <source>%1, whom the server knows as %2</source>
        <translation>%1, beim Server %2</translation>
    </message>
    <message>
        <source>Message everybody…</source>
        <translation>Nachricht an alle…</translation>
    </message>
    <message>
        <source>This server has no rooms</source>
        <translation>Dieser Server hat keine Räume</translation>
    </message>
    <message>
        <source>%1 on instance %2, %3</source>
        <translation>%1 auf Instanz %2, %3</translation>
    </message>
    <message>
        <source>Nobody has said anything yet. What you write goes through %1 to everybody.</source>
        <translation>Noch hat niemand etwas gesagt. Was hier geschrieben wird, geht über %1 an alle.</translation>
    </message>
    <message>
        <source>Nobody has said anything yet.</source>
        <translation>Noch hat niemand etwas gesagt.</translation>
    </message>
</context>
<context>
    <name>crosstalk::ChildProcess</name>
    <message>
        <source>%1 could not be started: %2</source>
        <translation>%1 ließ sich nicht starten: %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::Cluster</name>
    <message>
        <source>Cannot find the server&apos;s program %1</source>
        <translation>Das Programm des Servers %1 ist nicht zu finden</translation>
    </message>
    <message>
        <source>Name a program that can be run</source>
        <translation>Ein Programm angeben, das sich ausführen lässt</translation>
    </message>
    <message>
        <source>Cannot find crosstalk-server, neither in %1 nor in PATH</source>
        <translation>crosstalk-server ist weder in %1 noch im PATH zu finden</translation>
    </message>
    <message>
        <source>Build it, or say where it is</source>
        <translation>Es bauen oder angeben, wo es ist</translation>
    </message>
    <message>
        <source>The broker ended before the instances were ready: %1</source>
        <translation>Der Broker endete, bevor die Instanzen bereit waren: %1</translation>
    </message>
    <message>
        <source>%1 ended before all were ready: %2</source>
        <translation>%1 endete, bevor alle bereit waren: %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::ClusterActions</name>
    <message>
        <source>Start cl&amp;uster</source>
        <translation>Cluster &amp;starten</translation>
    </message>
    <message>
        <source>Start the broker and all instances</source>
        <translation>Den Broker und alle Instanzen starten</translation>
    </message>
    <message>
        <source>S&amp;top cluster</source>
        <translation>Cluster an&amp;halten</translation>
    </message>
    <message>
        <source>Drain all instances, then stop the broker</source>
        <translation>Alle Instanzen auslaufen lassen, dann den Broker anhalten</translation>
    </message>
    <message>
        <source>&amp;Add instance</source>
        <translation>&amp;Instanz hinzufügen</translation>
    </message>
    <message>
        <source>Start one more instance</source>
        <translation>Eine weitere Instanz starten</translation>
    </message>
    <message>
        <source>Atta&amp;ch…</source>
        <translation>Anbin&amp;den…</translation>
    </message>
    <message>
        <source>Connect to a server that somebody else runs</source>
        <translation>Mit einem fremden Server verbinden</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Take the selected instance away, with its chats; a server that somebody else runs goes on</source>
        <translation>Die gewählte Instanz samt ihren Chats entfernen; ein fremder Server läuft weiter</translation>
    </message>
    <message>
        <source>&amp;Open a chat here…</source>
        <translation>Cha&amp;t hier öffnen…</translation>
    </message>
    <message>
        <source>Open a chat on the selected instance</source>
        <translation>Einen Chat auf der gewählten Instanz öffnen</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>&amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>Show what the selected broker or instance has said</source>
        <translation>Zeigen, was der gewählte Broker oder die gewählte Instanz gemeldet hat</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>Sta&amp;rten</translation>
    </message>
    <message>
        <source>Start what is selected</source>
        <translation>Das Gewählte starten</translation>
    </message>
    <message>
        <source>R&amp;estart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>End what is selected and start it again on the same port</source>
        <translation>Das Gewählte beenden und auf demselben Port wieder starten</translation>
    </message>
    <message>
        <source>&amp;Drain</source>
        <translation>Aus&amp;laufen lassen</translation>
    </message>
    <message>
        <source>&amp;Freeze</source>
        <translation>Ein&amp;frieren</translation>
    </message>
    <message>
        <source>Stop it where it stands (SIGSTOP): its links stay open, and nothing moves</source>
        <translation>Auf der Stelle anhalten (SIGSTOP): Verbindungen bleiben offen, nichts bewegt sich</translation>
    </message>
    <message>
        <source>T&amp;haw</source>
        <translation>&amp;Auftauen</translation>
    </message>
    <message>
        <source>Let what was frozen go on (SIGCONT)</source>
        <translation>Eingefrorenes weiterlaufen lassen (SIGCONT)</translation>
    </message>
    <message>
        <source>&amp;Kill</source>
        <translation>Abs&amp;chießen</translation>
    </message>
    <message>
        <source>End it at once, without a good-bye (SIGKILL)</source>
        <translation>Sofort beenden, ohne Abschied (SIGKILL)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1, and close the chats of %2?</source>
        <translation>%1 entfernen und die Chats von %2 schließen?</translation>
    </message>
    <message>
        <source>Both can be had back: Chat › Undo.</source>
        <translation>Beides lässt sich zurückholen: Chat › Rückgängig.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>St&amp;op</source>
        <translation>Anha&amp;lten</translation>
    </message>
    <message>
        <source>Ask the broker to end (SIGTERM)</source>
        <translation>Den Broker zum Beenden auffordern (SIGTERM)</translation>
    </message>
    <message>
        <source>Let it say good-bye to its clients and end (SIGTERM)</source>
        <translation>Abschied von den Clients nehmen und beenden lassen (SIGTERM)</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>Heal all</source>
        <translation>Alles beheben</translation>
    </message>
    <message>
        <source>Thaw, start again or restart what is selected, whatever is wrong with it</source>
        <translation>Das Gewählte auftauen, wieder oder neu starten, was immer ihm fehlt</translation>
    </message>
    <message>
        <source>Thaw all that is frozen, start all that has ended, restart what runs and is of no use</source>
        <translation>Alles Eingefrorene auftauen, alles Beendete wieder starten, neu starten, was läuft und nichts nützt</translation>
    </message>
    <message>
        <source>Remove %1, and close the chat of %2?</source>
        <translation>%1 entfernen und den Chat von %2 schließen?</translation>
    </message>
</context>
<context>
    <name>crosstalk::ClusterModel</name>
    <message>
        <source>not ready</source>
        <translation>nicht bereit</translation>
    </message>
    <message>
        <source>deaf</source>
        <translation>taub</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>unerreichbar</translation>
    </message>
    <message>
        <source>no link to it</source>
        <translation>keine Verbindung dorthin</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>Sitzungen</translation>
    </message>
    <message>
        <source>Broker · %1</source>
        <translation>Broker · %1</translation>
    </message>
    <message>
        <source>1 session</source>
        <translation>1 Sitzung</translation>
    </message>
    <message>
        <source>%1 sessions</source>
        <translation>%1 Sitzungen</translation>
    </message>
    <message>
        <source>%1 msg/s</source>
        <translation>%1 Nachr./s</translation>
    </message>
    <message>
        <source>pid %1</source>
        <translation>pid %1</translation>
    </message>
    <message>
        <source>%1 · %2 %</source>
        <translation>%1 · %2 %</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Instance %1</source>
        <translation>Instanz %1</translation>
    </message>
    <message>
        <source>Session %1 on instance %2, room %3, %4</source>
        <translation>Sitzung %1 auf Instanz %2, Raum %3, %4</translation>
    </message>
    <message>
        <source>room %1 · %2</source>
        <translation>Raum %1 · %2</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>starting…</source>
        <translation>startet…</translation>
    </message>
    <message>
        <source>ready</source>
        <translation>bereit</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>eingefroren</translation>
    </message>
    <message>
        <source>draining…</source>
        <translation>läuft aus…</translation>
    </message>
    <message>
        <source>exited</source>
        <translation>beendet</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>angebunden</translation>
    </message>
    <message>
        <source>killed (SIGKILL)</source>
        <translation>abgebrochen (SIGKILL)</translation>
    </message>
    <message>
        <source>did not start</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>Faults now</source>
        <translation>Störungen jetzt</translation>
    </message>
    <message>
        <source>nobody asked it to end</source>
        <translation>ungefragt beendet</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>Fault: %1, %2</source>
        <translation>Störung: %1, %2</translation>
    </message>
    <message>
        <source>Heal</source>
        <translation>Beheben</translation>
    </message>
    <message>
        <source>without its broker</source>
        <translation>ohne seinen Broker</translation>
    </message>
    <message>
        <source>somebody else runs it</source>
        <translation>fremder Server</translation>
    </message>
    <message>
        <source>%1. Heal: %2</source>
        <translation>%1. Beheben: %2</translation>
    </message>
    <message>
        <source>%1. %2.</source>
        <translation>%1. %2.</translation>
    </message>
    <message>
        <source>Session %1 on instance %2, %3</source>
        <translation>Sitzung %1 auf Instanz %2, %3</translation>
    </message>
    <message>
        <source>nothing heard for %1</source>
        <translation>seit %1 nichts gehört</translation>
    </message>
    <message>
        <source>Heal the broker: it comes back by itself</source>
        <translation>Den Broker beheben: Sie kommt von selbst zurück</translation>
    </message>
    <message>
        <source>Somebody else runs it: see whether it is up, and whether its address still holds</source>
        <translation>Fremder Server: prüfen, ob er läuft und seine Adresse noch stimmt</translation>
    </message>
    <message>
        <source>Somebody else runs it: see whether it has its broker</source>
        <translation>Fremder Server: prüfen, ob er seinen Broker hat</translation>
    </message>
    <message>
        <source>1 client</source>
        <translation>1 Client</translation>
    </message>
    <message>
        <source>%1 clients</source>
        <translation>%1 Clients</translation>
    </message>
</context>
<context>
    <name>crosstalk::ClusterView</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
</context>
<context>
    <name>crosstalk::CommandPalette</name>
    <message>
        <source>Find an action</source>
        <translation>Aktion suchen</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>Was soll geschehen?</translation>
    </message>
    <message>
        <source>What to find</source>
        <translation>Suchbegriff</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>%1 › %2</source>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>No action has “%1” in its name, its menu or what it does.</source>
        <translation>Keine Aktion enthält „%1“ im Namen, im Menü oder in ihrer Beschreibung.</translation>
    </message>
</context>
<context>
    <name>crosstalk::CopyRows</name>
    <message>
        <source>Copying %1 lines…</source>
        <translation>%1 Zeilen werden kopiert…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>crosstalk::DeliveryActions</name>
    <message>
        <source>&amp;Copy matrix</source>
        <translation>Matrix &amp;kopieren</translation>
    </message>
    <message>
        <source>&amp;Save matrix as CSV…</source>
        <translation>Matrix als CSV &amp;speichern…</translation>
    </message>
    <message>
        <source>&amp;Reset matrix</source>
        <translation>Matrix &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Undo reset</source>
        <translation>Zurücksetzen &amp;rückgängig machen</translation>
    </message>
    <message>
        <source>Copy the delivery matrix as a table, a line for each cell</source>
        <translation>Die Zustellmatrix als Tabelle kopieren, eine Zeile je Zelle</translation>
    </message>
    <message>
        <source>Write the delivery matrix to a file, a line for each cell</source>
        <translation>Die Zustellmatrix in eine Datei schreiben, eine Zeile je Zelle</translation>
    </message>
    <message>
        <source>Count from now on; the verdict goes on with all that has been</source>
        <translation>Ab jetzt zählen; das Urteil umfasst weiter alles Bisherige</translation>
    </message>
    <message>
        <source>Count from the beginning again</source>
        <translation>Wieder von Anfang an zählen</translation>
    </message>
    <message>
        <source>Save the delivery matrix</source>
        <translation>Zustellmatrix speichern</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>Delivery matrix</source>
        <translation>Zustellmatrix</translation>
    </message>
    <message>
        <source>The figures below and the verdict go on with all that has been</source>
        <translation>Die Zahlen unten und das Urteil umfassen weiter alles Bisherige</translation>
    </message>
    <message>
        <source>Matrix since %1</source>
        <translation>Matrix seit %1</translation>
    </message>
    <message>
        <source>Undo reset</source>
        <translation>Zurücksetzen aufheben</translation>
    </message>
    <message>
        <source>&amp;List messages of the cell</source>
        <translation>Nachrichten der Zelle zei&amp;gen</translation>
    </message>
    <message>
        <source>&amp;Details of the cell</source>
        <translation>&amp;Details der Zelle</translation>
    </message>
    <message>
        <source>Show the messages of the current cell of the matrix, as Enter there does</source>
        <translation>Die Nachrichten der aktuellen Zelle der Matrix zeigen, wie Enter dort</translation>
    </message>
    <message>
        <source>Show what is known of the current cell of the matrix</source>
        <translation>Zeigen, was über die aktuelle Zelle der Matrix bekannt ist</translation>
    </message>
    <message>
        <source>Next &amp;bad cell</source>
        <translation>&amp;Nächste schlechte Zelle</translation>
    </message>
    <message>
        <source>Go to the next cell of the matrix in which something is wrong, first to those out of sight</source>
        <translation>Zur nächsten Zelle der Matrix gehen, in der etwas nicht stimmt, zuerst zu verdeckten</translation>
    </message>
    <message>
        <source>Bad cells out of sight, and since when the matrix counts</source>
        <translation>Verdeckte schlechte Zellen, und seit wann die Matrix zählt</translation>
    </message>
    <message>
        <source>1 bad cell out of sight</source>
        <translation>1 schlechte Zelle verdeckt</translation>
    </message>
    <message>
        <source>%1 bad cells out of sight</source>
        <translation>%1 schlechte Zellen verdeckt</translation>
    </message>
    <message>
        <source>The matrix is saved: %1</source>
        <translation>Die Matrix ist gespeichert: %1</translation>
    </message>
</context>
<context>
    <name>crosstalk::DeliveryModel</name>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>%1 twice</source>
        <translation>%1 doppelt</translation>
    </message>
    <message>
        <source>%1 out of order</source>
        <translation>%1 vertauscht</translation>
    </message>
    <message>
        <source>%1 corrupted</source>
        <translation>%1 verfälscht</translation>
    </message>
    <message>
        <source>%1 missed</source>
        <translation>%1 verpasst</translation>
    </message>
    <message>
        <source>p50 %1 · p99 %2</source>
        <translation>p50 %1 · p99 %2</translation>
    </message>
    <message>
        <source>p50 %1 · p99 %2 ms</source>
        <translation>p50 %1 · p99 %2 ms</translation>
    </message>
    <message>
        <source>nothing sent yet</source>
        <translation>noch nichts gesendet</translation>
    </message>
    <message>
        <source>From instance %1 to instance %2: </source>
        <translation>Von Instanz %1 zu Instanz %2: </translation>
    </message>
    <message>
        <source>%1 of %2 delivered</source>
        <translation>%1 von %2 zugestellt</translation>
    </message>
    <message>
        <source>; half within %1, 99 of 100 within %2</source>
        <translation>; die Hälfte binnen %1, 99 von 100 binnen %2</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>%1 since %2</source>
        <translation>%1 seit %2</translation>
    </message>
    <message>
        <source>%1 delayed</source>
        <translation>%1 verzögert</translation>
    </message>
    <message>
        <source>; delayed is what came only after it had been counted as lost or missed</source>
        <translation>; verzögert ist, was erst kam, als es schon als verloren oder verpasst zählte</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>%1 not sent</source>
        <translation>%1 nicht gesendet</translation>
    </message>
    <message>
        <source>%1 unanswered</source>
        <translation>%1 unbeantwortet</translation>
    </message>
    <message>
        <source>%1 %2 – %3</source>
        <translation>%1 %2 – %3</translation>
    </message>
    <message>
        <source>; missed is what was not due, for a fault was about or the receiver was coming or going</source>
        <translation>; verpasst ist, was wegen einer Störung oder beim Kommen oder Gehen des Empfängers nicht fällig war</translation>
    </message>
    <message>
        <source>; refused, not sent or unanswered are messages of all senders on %1, whoever they were for</source>
        <translation>; abgelehnt, nicht gesendet oder unbeantwortet sind Nachrichten aller Absender auf %1, für wen auch immer</translation>
    </message>
    <message>
        <source>Instance %1 has been removed</source>
        <translation>Instanz %1 wurde entfernt</translation>
    </message>
    <message>
        <source>%1 phantom</source>
        <translation>%1 Phantom</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>p99 %1 ms</source>
        <translation>p99 %1 ms</translation>
    </message>
    <message>
        <source>%1 and other reasons</source>
        <translation>%1 und andere Gründe</translation>
    </message>
    <message>
        <source>; a phantom is what nobody sent, or what its receiver should not have got</source>
        <translation>; ein Phantom ist, was niemand gesendet hat oder was der Empfänger nicht hätte bekommen sollen</translation>
    </message>
</context>
<context>
    <name>crosstalk::DeliveryView</name>
    <message>
        <source>from \ to</source>
        <translation>von \ nach</translation>
    </message>
    <message>
        <source>Delivery from each instance to each instance</source>
        <translation>Zustellung von jeder Instanz zu jeder Instanz</translation>
    </message>
    <message>
        <source>A click or Enter lists the messages of a cell</source>
        <translation>Ein Klick oder Enter listet die Nachrichten einer Zelle auf</translation>
    </message>
</context>
<context>
    <name>crosstalk::DetailsPane</name>
    <message>
        <source>Copy the details</source>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Copy the details as text</source>
        <translation>Die Details als Text kopieren</translation>
    </message>
    <message>
        <source>Select a message, an instance or the broker, or a cell of the delivery matrix: what is known of it stands here.

Enter on a message shows its path, hop by hop.</source>
        <translation>Eine Nachricht, eine Instanz, den Broker oder eine Zelle der Zustellmatrix wählen: Was darüber bekannt ist, steht hier.

Enter auf einer Nachricht zeigt ihren Weg, Schritt für Schritt.</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Instance %1</source>
        <translation>Instanz %1</translation>
    </message>
    <message>
        <source>Broker</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>Delivery from %1 to %2</source>
        <translation>Zustellung von %1 zu %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::FactsView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::FirstSteps</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>&amp;Got it</source>
        <translation>&amp;Verstanden</translation>
    </message>
    <message>
        <source>Close this; Help › First steps brings it back</source>
        <translation>Schließen; Hilfe › Erste Schritte holt dies zurück</translation>
    </message>
    <message>
        <source>an instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Write in a chat: it shows in all, and yours tells how many it has reached.</source>
        <translation>In einem Chat schreiben: Es erscheint in allen, und der eigene zeigt, wie viele es erreicht hat.</translation>
    </message>
    <message>
        <source>Freeze %1 (F7) and write again: your message and the matrix below tell who misses it.</source>
        <translation>%1 einfrieren (F7) und noch einmal schreiben: Die eigene Nachricht und die Matrix unten zeigen, wer sie verpasst.</translation>
    </message>
    <message>
        <source>&amp;Thaw %1</source>
        <translation>%1 aufta&amp;uen</translation>
    </message>
    <message>
        <source>&amp;Freeze %1</source>
        <translation>%1 ein&amp;frieren</translation>
    </message>
    <message>
        <source>✓  All done</source>
        <translation>✓  Alles erledigt</translation>
    </message>
    <message>
        <source>Thaw %1 (Shift+F7): what still comes is marked delayed, and what does not, missed.</source>
        <translation>%1 auftauen (Umschalt+F7): Was noch kommt, gilt als verzögert, was ausbleibt, als verpasst.</translation>
    </message>
    <message>
        <source>Hide th&amp;is</source>
        <translation>Ausble&amp;nden</translation>
    </message>
</context>
<context>
    <name>crosstalk::Instance</name>
    <message>
        <source>%1 has no broker to talk to</source>
        <translation>%1 hat keinen Broker</translation>
    </message>
    <message>
        <source>Start the broker first</source>
        <translation>Zuerst den Broker starten</translation>
    </message>
    <message>
        <source>%1 is run by somebody else</source>
        <translation>%1 wird von jemand anderem betrieben</translation>
    </message>
    <message>
        <source>Cannot find a free port on 127.0.0.1 for %1</source>
        <translation>Auf 127.0.0.1 ist kein freier Port für %1 zu finden</translation>
    </message>
    <message>
        <source>Instance %1</source>
        <translation>Instanz %1</translation>
    </message>
    <message>
        <source>%1 cannot listen on port %2: %3</source>
        <translation>%1 kann nicht auf Port %2 lauschen: %3</translation>
    </message>
    <message>
        <source>Use another port</source>
        <translation>Einen anderen Port nehmen</translation>
    </message>
</context>
<context>
    <name>crosstalk::Link</name>
    <message>
        <source>Closed with a code that Qt does not know, such as 1013 (try again later)</source>
        <translation>Geschlossen mit einem Code, den Qt nicht kennt, etwa 1013 (später noch einmal versuchen)</translation>
    </message>
    <message>
        <source>%1 does not speak %2</source>
        <translation>%1 spricht nicht %2</translation>
    </message>
    <message>
        <source>A binary message of %1 bytes is not UTF-8 text</source>
        <translation>Eine binäre Nachricht von %1 Byte ist kein UTF-8-Text</translation>
    </message>
    <message>
        <source>Cannot connect to %1: %2</source>
        <translation>Keine Verbindung zu %1: %2</translation>
    </message>
    <message>
        <source>The server ended the connection while nothing was read from it</source>
        <translation>Der Server hat die Verbindung beendet, während nichts von ihm gelesen wurde</translation>
    </message>
    <message>
        <source>The server ended the connection without a close frame</source>
        <translation>Der Server hat die Verbindung ohne Abschied beendet</translation>
    </message>
    <message>
        <source>The connection broke: %1</source>
        <translation>Die Verbindung ist abgerissen: %1</translation>
    </message>
    <message>
        <source>no host is known by this name</source>
        <translation>kein Host dieses Namens bekannt</translation>
    </message>
    <message>
        <source>the connection was closed before it was answered</source>
        <translation>die Verbindung wurde vor einer Antwort geschlossen</translation>
    </message>
    <message>
        <source>connection refused, nobody listens there</source>
        <translation>Verbindung abgelehnt, dort lauscht niemand</translation>
    </message>
    <message>
        <source>No welcome from %1 within %2</source>
        <translation>Kein Willkommen von %1 binnen %2</translation>
    </message>
    <message>
        <source>No answer from %1 within %2</source>
        <translation>Keine Antwort von %1 binnen %2</translation>
    </message>
    <message>
        <source>The server has not answered a ping for %1</source>
        <translation>Der Server hat seit %1 nicht auf einen Ping geantwortet</translation>
    </message>
</context>
<context>
    <name>crosstalk::LogFilterBar</name>
    <message>
        <source>All sources</source>
        <translation>Alle Quellen</translation>
    </message>
    <message>
        <source>Source of the lines</source>
        <translation>Quelle der Zeilen</translation>
    </message>
    <message>
        <source>All levels</source>
        <translation>Alle Stufen</translation>
    </message>
    <message>
        <source>Level of the lines</source>
        <translation>Stufe der Zeilen</translation>
    </message>
    <message>
        <source>Show only the lines of this source</source>
        <translation>Nur die Zeilen dieser Quelle zeigen</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Show only the lines that are as grave as this</source>
        <translation>Nur Zeilen mindestens dieser Schwere zeigen</translation>
    </message>
    <message>
        <source>Filter by source or text</source>
        <translation>Nach Quelle oder Text filtern</translation>
    </message>
    <message>
        <source>Filter of the log</source>
        <translation>Filter des Protokolls</translation>
    </message>
    <message>
        <source>Lines shown</source>
        <translation>Gezeigte Zeilen</translation>
    </message>
    <message>
        <source>%1 lines</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
</context>
<context>
    <name>crosstalk::LogModel</name>
    <message>
        <source>debug</source>
        <translation>Debug</translation>
    </message>
    <message>
        <source>info</source>
        <translation>Info</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>fatal</source>
        <translation>Fatal</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Stufe</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
</context>
<context>
    <name>crosstalk::LogView</name>
    <message>
        <source>Log of the broker and the instances</source>
        <translation>Protokoll des Brokers und der Instanzen</translation>
    </message>
    <message>
        <source>Nothing logged yet. What the broker and the instances say stands here once they are started (Ctrl+R).</source>
        <translation>Noch nichts protokolliert. Was Broker und Instanzen melden, steht hier, sobald sie gestartet sind (Strg+R).</translation>
    </message>
    <message>
        <source>No line matches the filter. Clear it, or choose all sources and all levels.</source>
        <translation>Keine Zeile passt zum Filter. Ihn leeren oder alle Quellen und alle Stufen wählen.</translation>
    </message>
</context>
<context>
    <name>crosstalk::MainWindow</name>
    <message>
        <source>Crosstalk</source>
        <translation>Crosstalk</translation>
    </message>
    <message>
        <source>Delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Delivery, messages and log</source>
        <translation>Zustellung, Nachrichten und Protokoll</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>This scenario has no clients to be shown.</source>
        <translation>Dieses Szenario hat keine Clients zum Anzeigen.</translation>
    </message>
    <message>
        <source>Starting the broker and %1 instances…</source>
        <translation>Broker und %1 Instanzen werden gestartet…</translation>
    </message>
    <message>
        <source>No chat is open. %1 opens one.</source>
        <translation>Kein Chat ist offen. %1 öffnet einen.</translation>
    </message>
    <message>
        <source>Stopping the instances and the broker…</source>
        <translation>Instanzen und Broker werden angehalten…</translation>
    </message>
    <message>
        <source>The cluster is stopped. %1 starts it.</source>
        <translation>Der Cluster ist angehalten. %1 startet ihn.</translation>
    </message>
    <message>
        <source>&amp;Cluster</source>
        <translation>&amp;Cluster</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window and end all that it has started</source>
        <translation>Das Fenster schließen und alles beenden, was es gestartet hat</translation>
    </message>
    <message>
        <source>Ch&amp;at</source>
        <translation>Cha&amp;t</translation>
    </message>
    <message>
        <source>&amp;New chat…</source>
        <translation>&amp;Neuer Chat…</translation>
    </message>
    <message>
        <source>Chat…</source>
        <translation>Chat…</translation>
    </message>
    <message>
        <source>Open a chat on an instance of your choice</source>
        <translation>Einen Chat auf einer Instanz nach Wahl öffnen</translation>
    </message>
    <message>
        <source>New chat (%1)</source>
        <translation>Neuer Chat (%1)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Go to &amp;cluster</source>
        <translation>Zum &amp;Cluster</translation>
    </message>
    <message>
        <source>Move to the cluster tree</source>
        <translation>Zum Clusterbaum wechseln</translation>
    </message>
    <message>
        <source>Go to c&amp;hats</source>
        <translation>Zu den C&amp;hats</translation>
    </message>
    <message>
        <source>Move to the chat left last</source>
        <translation>Zum zuletzt verlassenen Chat wechseln</translation>
    </message>
    <message>
        <source>Go to &amp;delivery</source>
        <translation>Zur &amp;Zustellung</translation>
    </message>
    <message>
        <source>Show the delivery matrix</source>
        <translation>Die Zustellmatrix zeigen</translation>
    </message>
    <message>
        <source>Go to &amp;messages</source>
        <translation>Zu den &amp;Nachrichten</translation>
    </message>
    <message>
        <source>Show the messages one by one and filter them</source>
        <translation>Die einzelnen Nachrichten zeigen und filtern</translation>
    </message>
    <message>
        <source>Go to &amp;log</source>
        <translation>Zum &amp;Protokoll</translation>
    </message>
    <message>
        <source>Show the log and filter it</source>
        <translation>Das Protokoll zeigen und filtern</translation>
    </message>
    <message>
        <source>Go to &amp;scenario</source>
        <translation>Zum &amp;Szenario</translation>
    </message>
    <message>
        <source>Show the steps of the open scenario</source>
        <translation>Die Schritte des offenen Szenarios zeigen</translation>
    </message>
    <message>
        <source>Show this part of the window, or hide it</source>
        <translation>Diesen Teil des Fensters zeigen oder verbergen</translation>
    </message>
    <message>
        <source>&amp;Scenario</source>
        <translation>&amp;Szenario</translation>
    </message>
    <message>
        <source>&amp;Delivery</source>
        <translation>&amp;Zustellung</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Find an action…</source>
        <translation>A&amp;ktion suchen…</translation>
    </message>
    <message>
        <source>Find any action of the menus by a few letters, and do it</source>
        <translation>Eine Aktion der Menüs anhand weniger Buchstaben finden und ausführen</translation>
    </message>
    <message>
        <source>F&amp;irst steps</source>
        <translation>&amp;Erste Schritte</translation>
    </message>
    <message>
        <source>Show what a newcomer may try</source>
        <translation>Zeigen, was Einsteiger ausprobieren können</translation>
    </message>
    <message>
        <source>&amp;About Crosstalk</source>
        <translation>&amp;Über Crosstalk</translation>
    </message>
    <message>
        <source>Version and licence of this program</source>
        <translation>Version und Lizenz dieses Programms</translation>
    </message>
    <message>
        <source>About &amp;Qt</source>
        <translation>Über &amp;Qt</translation>
    </message>
    <message>
        <source>Version and licence of Qt</source>
        <translation>Version und Lizenz von Qt</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Attach…</source>
        <translation>Anbinden…</translation>
    </message>
    <message>
        <source>Scenario…</source>
        <translation>Szenario…</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>%1 (and %2 more)</source>
        <translation>%1 (und %2 weitere)</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Go to d&amp;etails</source>
        <translation>Zu den D&amp;etails</translation>
    </message>
    <message>
        <source>Show the details of what is selected</source>
        <translation>Die Details des Gewählten zeigen</translation>
    </message>
    <message>
        <source>Scenario and details</source>
        <translation>Szenario und Details</translation>
    </message>
    <message>
        <source>Cl&amp;uster</source>
        <translation>Cl&amp;uster</translation>
    </message>
    <message>
        <source>Deli&amp;very, messages and log</source>
        <translation>Zustellung, Nachrichten und Pr&amp;otokoll</translation>
    </message>
    <message>
        <source>Scena&amp;rio</source>
        <translation>Szena&amp;rio</translation>
    </message>
    <message>
        <source>Deta&amp;ils</source>
        <translation>Deta&amp;ils</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
</context>
<context>
    <name>crosstalk::MessageDetails</name>
    <message>
        <source>%1 of %2 have received it</source>
        <translation>%1 von %2 haben sie empfangen</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>Text der Nachricht</translation>
    </message>
    <message>
        <source>An instance does not say when it forwards: from the broker through an instance to its client is one time. The broker&apos;s is when it was heard there.</source>
        <translation>Wann eine Instanz weiterleitet, sagt sie nicht: Vom Broker über eine Instanz zu deren Client ist es eine Zeit. Beim Broker zählt, wann es dort gehört wurde.</translation>
    </message>
    <message>
        <source>Nothing is kept of it: it had no receiver, or it was long ago.</source>
        <translation>Davon ist nichts mehr da: Sie hatte keinen Empfänger, oder es ist lange her.</translation>
    </message>
    <message>
        <source>Nobody else was there to receive it</source>
        <translation>Sonst war niemand da, sie zu empfangen</translation>
    </message>
</context>
<context>
    <name>crosstalk::MessageDialog</name>
    <message>
        <source>somebody</source>
        <translation>jemand</translation>
    </message>
    <message>
        <source>%1 on instance %2</source>
        <translation>%1 auf Instanz %2</translation>
    </message>
    <message>
        <source>message %1</source>
        <translation>Nachricht %1</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Nachricht</translation>
    </message>
    <message>
        <source>About the message</source>
        <translation>Angaben zur Nachricht</translation>
    </message>
    <message>
        <source>Text of the message</source>
        <translation>Text der Nachricht</translation>
    </message>
</context>
<context>
    <name>crosstalk::MessageFilterBar</name>
    <message>
        <source>(no rooms)</source>
        <translation>(ohne Räume)</translation>
    </message>
    <message>
        <source>From any</source>
        <translation>Von allen</translation>
    </message>
    <message>
        <source>Instance of the sender</source>
        <translation>Instanz des Absenders</translation>
    </message>
    <message>
        <source>Any sender</source>
        <translation>Alle Absender</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>To any</source>
        <translation>An alle</translation>
    </message>
    <message>
        <source>Instance of the receiver</source>
        <translation>Instanz des Empfängers</translation>
    </message>
    <message>
        <source>Any receiver</source>
        <translation>Alle Empfänger</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Any room</source>
        <translation>Alle Räume</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>Any outcome</source>
        <translation>Alle Ergebnisse</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Filter by name, number, outcome or text</source>
        <translation>Nach Name, Nummer, Ergebnis oder Text filtern</translation>
    </message>
    <message>
        <source>Filter of the messages</source>
        <translation>Filter der Nachrichten</translation>
    </message>
    <message>
        <source>Show all messages again</source>
        <translation>Wieder alle Nachrichten zeigen</translation>
    </message>
    <message>
        <source>Messages shown</source>
        <translation>Gezeigte Nachrichten</translation>
    </message>
    <message>
        <source>Show only messages of this: %1</source>
        <translation>Nur passende Nachrichten zeigen: %1</translation>
    </message>
    <message>
        <source>From %1</source>
        <translation>Von %1</translation>
    </message>
    <message>
        <source>To %1</source>
        <translation>An %1</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>%1 Zeilen</translation>
    </message>
    <message>
        <source>%1 of %2 rows</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>Wrong, missed or delayed</source>
        <translation>Falsch, verpasst oder verzögert</translation>
    </message>
    <message>
        <source>%1 · sent since %2</source>
        <translation>%1 · gesendet seit %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::MessageModel</name>
    <message>
        <source>on its way</source>
        <translation>unterwegs</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>out of order</source>
        <translation>vertauscht</translation>
    </message>
    <message>
        <source>twice</source>
        <translation>doppelt</translation>
    </message>
    <message>
        <source>corrupted</source>
        <translation>verfälscht</translation>
    </message>
    <message>
        <source>lost</source>
        <translation>verloren</translation>
    </message>
    <message>
        <source>phantom</source>
        <translation>Phantom</translation>
    </message>
    <message>
        <source>exposed</source>
        <translation>ungeschützt</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verpasst</translation>
    </message>
    <message>
        <source>not due</source>
        <translation>nicht fällig</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source> after %1</source>
        <translation> nach %1</translation>
    </message>
    <message>
        <source>reached %1, which should not have got it</source>
        <translation>hat %1 erreicht, war dafür aber nicht bestimmt</translation>
    </message>
    <message>
        <source>has not reached %1</source>
        <translation>hat %1 nicht erreicht</translation>
    </message>
    <message>
        <source>is on its way to %1</source>
        <translation>ist unterwegs zu %1</translation>
    </message>
    <message>
        <source>reached %1%2</source>
        <translation>hat %1%2 erreicht</translation>
    </message>
    <message>
        <source>%1; not due, for the receiver was coming or going or a fault was about</source>
        <translation>%1; nicht fällig, weil der Empfänger gerade kam oder ging oder eine Störung vorlag</translation>
    </message>
    <message>
        <source>%1; not due, for the server has not confirmed it</source>
        <translation>%1; nicht fällig, weil der Server sie nicht bestätigt hat</translation>
    </message>
    <message>
        <source>, %1 times</source>
        <translation>, %1-mal</translation>
    </message>
    <message>
        <source>, behind a later one</source>
        <translation>, hinter einer späteren</translation>
    </message>
    <message>
        <source>, not as it was sent</source>
        <translation>, nicht wie gesendet</translation>
    </message>
    <message>
        <source> to %1</source>
        <translation> an %1</translation>
    </message>
    <message>
        <source>Message %1 of %2%3, %4: %5</source>
        <translation>Nachricht %1 von %2%3, %4: %5</translation>
    </message>
    <message>
        <source>Sent at</source>
        <translation>Gesendet um</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Sender</source>
        <translation>Absender</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Receiver</source>
        <translation>Empfänger</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>Nr.</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>delayed</source>
        <translation>verzögert</translation>
    </message>
    <message>
        <source>%1; not due, for the receiver had gone by itself</source>
        <translation>%1; nicht fällig, weil der Empfänger selbst gegangen war</translation>
    </message>
    <message>
        <source>%1; not due, for the server has refused it</source>
        <translation>%1; nicht fällig, weil der Server sie abgelehnt hat</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>unanswered</source>
        <translation>unbeantwortet</translation>
    </message>
</context>
<context>
    <name>crosstalk::MessagesView</name>
    <message>
        <source>Messages, one row for each receiver</source>
        <translation>Nachrichten, eine Zeile je Empfänger</translation>
    </message>
    <message>
        <source>No message yet. Write in a chat, or let traffic flow between all of them (Ctrl+T).
A cluster that is stopped is started with Ctrl+R, a chat is opened with Ctrl+N.</source>
        <translation>Noch keine Nachricht. In einem Chat schreiben oder Verkehr zwischen allen fließen lassen (Strg+T).
Ein angehaltener Cluster startet mit Strg+R, ein Chat öffnet sich mit Strg+N.</translation>
    </message>
    <message>
        <source>No message matches the filter. The cross beside it shows all again.</source>
        <translation>Keine Nachricht passt zum Filter. Das Kreuz daneben zeigt wieder alle.</translation>
    </message>
    <message>
        <source>Only the last %1 rows are kept: what was before has gone.</source>
        <translation>Nur die letzten %1 Zeilen werden behalten: Früheres ist nicht mehr da.</translation>
    </message>
</context>
<context>
    <name>crosstalk::NewChatDialog</name>
    <message>
        <source>New chat</source>
        <translation>Neuer Chat</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>The protocol spoken to the instance: crosstalk has rooms and acknowledgements, plain is one room of bare text</source>
        <translation>Das mit der Instanz gesprochene Protokoll: crosstalk hat Räume und Bestätigungen, plain ist ein Raum mit reinem Text</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>Raum</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>Why this chat cannot be opened</source>
        <translation>Warum dieser Chat nicht geöffnet werden kann</translation>
    </message>
    <message>
        <source>&amp;Open chat</source>
        <translation>Chat ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Instance</source>
        <translation>&amp;Instanz</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>&amp;Raum</translation>
    </message>
    <message>
        <source>&amp;User name</source>
        <translation>Ben&amp;utzername</translation>
    </message>
    <message>
        <source>&amp;Dialect</source>
        <translation>&amp;Dialekt</translation>
    </message>
    <message>
        <source>There is no instance to open a chat on</source>
        <translation>Es gibt keine Instanz für einen Chat</translation>
    </message>
    <message>
        <source>A server that speaks this dialect has no rooms</source>
        <translation>Ein Server mit diesem Dialekt hat keine Räume</translation>
    </message>
</context>
<context>
    <name>crosstalk::PathView</name>
    <message>
        <source>&amp;Copy the path</source>
        <translation>Weg &amp;kopieren</translation>
    </message>
    <message>
        <source>Path of the message, hop by hop</source>
        <translation>Weg der Nachricht, Schritt für Schritt</translation>
    </message>
    <message>
        <source>Copy the path as text</source>
        <translation>Den Weg als Text kopieren</translation>
    </message>
</context>
<context>
    <name>crosstalk::PreferencesDialog</name>
    <message>
        <source>&amp;Open the last cluster and its chats at the start</source>
        <translation>&amp;Letzten Cluster samt Chats beim Start öffnen</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Instances of a new cluster</source>
        <translation>Instanzen eines neuen Clusters</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>&amp;Farbschema</translation>
    </message>
    <message>
        <source>&amp;Instances of a new cluster</source>
        <translation>&amp;Instanzen eines neuen Clusters</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>&amp;Server program</source>
        <translation>&amp;Serverprogramm</translation>
    </message>
    <message>
        <source>crosstalk-server beside this program, or in PATH</source>
        <translation>crosstalk-server neben diesem Programm oder im PATH</translation>
    </message>
    <message>
        <source>&amp;Broker program</source>
        <translation>&amp;Brokerprogramm</translation>
    </message>
    <message>
        <source>redis-server or valkey-server in PATH</source>
        <translation>redis-server oder valkey-server im PATH</translation>
    </message>
    <message>
        <source>B&amp;roker port</source>
        <translation>Port des Br&amp;okers</translation>
    </message>
    <message>
        <source>&amp;Port of the first instance</source>
        <translation>&amp;Port der ersten Instanz</translation>
    </message>
    <message>
        <source>Prefix of the channels on the broker</source>
        <translation>Präfix der Kanäle auf dem Broker</translation>
    </message>
    <message>
        <source>Channel prefi&amp;x</source>
        <translation>&amp;Kanalpräfix</translation>
    </message>
    <message>
        <source>Channel of the plain protocol</source>
        <translation>Kanal des Protokolls plain</translation>
    </message>
    <message>
        <source>P&amp;lain channel</source>
        <translation>Ka&amp;nal für plain</translation>
    </message>
    <message>
        <source>What is said here of the cluster holds from the next one on that is opened.</source>
        <translation>Die Angaben zum Cluster gelten ab dem nächsten, der geöffnet wird.</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>Durchsuchen…</translation>
    </message>
    <message>
        <source>Browse for the %1</source>
        <translation>Durchsuchen: %1</translation>
    </message>
    <message>
        <source>any free one</source>
        <translation>beliebiger freier</translation>
    </message>
    <message>
        <source>A prefix and a channel have 1 to 128 bytes, without control characters</source>
        <translation>Präfix und Kanal haben 1 bis 128 Bytes, ohne Steuerzeichen</translation>
    </message>
    <message>
        <source>The broker&apos;s port is among those of the instances, %1 to %2</source>
        <translation>Der Port des Brokers liegt unter denen der Instanzen, %1 bis %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::ProblemBanner</name>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Erneut versuchen</translation>
    </message>
    <message>
        <source>What went wrong</source>
        <translation>Was schiefgegangen ist</translation>
    </message>
    <message>
        <source>What to try</source>
        <translation>Was helfen kann</translation>
    </message>
    <message>
        <source>Show &amp;log</source>
        <translation>&amp;Protokoll zeigen</translation>
    </message>
    <message>
        <source>Dis&amp;miss</source>
        <translation>Ausblen&amp;den</translation>
    </message>
</context>
<context>
    <name>crosstalk::RateBox</name>
    <message>
        <source>From %1 to %2</source>
        <translation>Von %1 bis %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::Reach</name>
    <message>
        <source>It can be connected to: choose the dialect plain, which asks for no protocol</source>
        <translation>Er ist erreichbar: den Dialekt plain wählen, der kein Protokoll verlangt</translation>
    </message>
    <message>
        <source>It answers, but not to this: check the path; where it does not know %1, choose the dialect plain</source>
        <translation>Er antwortet, aber nicht darauf: den Pfad prüfen; wenn er %1 nicht kennt, den Dialekt plain wählen</translation>
    </message>
    <message>
        <source>It answers, but not to this: check the path; where it wants a protocol to be named, choose the dialect %1</source>
        <translation>Er antwortet, aber nicht darauf: den Pfad prüfen; wenn er ein Protokoll verlangt, den Dialekt %1 wählen</translation>
    </message>
    <message>
        <source>Write it like ws://127.0.0.1:9001/ws</source>
        <translation>In der Form ws://127.0.0.1:9001/ws schreiben</translation>
    </message>
    <message>
        <source>Write it like ws://127.0.0.1:9001/ws: ws:// or wss://, a host without blanks, a port of at most 65535 where it has one, and a path</source>
        <translation>In der Form ws://127.0.0.1:9001/ws schreiben: ws:// oder wss://, ein Host ohne Leerzeichen, gegebenenfalls ein Port bis 65535 und ein Pfad</translation>
    </message>
    <message>
        <source>There is no address yet</source>
        <translation>Die Adresse fehlt noch</translation>
    </message>
    <message>
        <source>“%1” is not an address of a WebSocket</source>
        <translation>„%1“ ist keine Adresse eines WebSockets</translation>
    </message>
    <message>
        <source>“%1” is a web page&apos;s address</source>
        <translation>„%1“ ist die Adresse einer Webseite</translation>
    </message>
    <message>
        <source>Write %1:// for a WebSocket</source>
        <translation>Für einen WebSocket %1:// schreiben</translation>
    </message>
    <message>
        <source>“%1://” is not how a WebSocket&apos;s address begins</source>
        <translation>Mit „%1://“ beginnt keine Adresse eines WebSockets</translation>
    </message>
    <message>
        <source>“%1” names no host</source>
        <translation>„%1“ nennt keinen Host</translation>
    </message>
    <message>
        <source>Port 0 cannot be connected to</source>
        <translation>Mit Port 0 gibt es keine Verbindung</translation>
    </message>
    <message>
        <source>A WebSocket&apos;s address has no part after #</source>
        <translation>Die Adresse eines WebSockets hat keinen Teil nach #</translation>
    </message>
    <message>
        <source>The server greets in %1</source>
        <translation>Der Server grüßt mit %1</translation>
    </message>
    <message>
        <source>Choose the dialect %1</source>
        <translation>Den Dialekt %1 wählen</translation>
    </message>
    <message>
        <source>No TLS is spoken at %1, which wss:// asks for</source>
        <translation>Bei %1 wird kein TLS gesprochen, das wss:// verlangt</translation>
    </message>
    <message>
        <source>Write ws:// instead of wss://</source>
        <translation>ws:// statt wss:// schreiben</translation>
    </message>
    <message>
        <source>It takes connections now: try again</source>
        <translation>Jetzt nimmt er Verbindungen an: noch einmal versuchen</translation>
    </message>
    <message>
        <source>It takes connections, but does not greet: choose the dialect plain</source>
        <translation>Er nimmt Verbindungen an, grüßt aber nicht: den Dialekt plain wählen</translation>
    </message>
    <message>
        <source>%1 answers “%2” instead of opening a WebSocket</source>
        <translation>%1 antwortet „%2“, statt einen WebSocket zu öffnen</translation>
    </message>
    <message>
        <source>TLS is spoken there: this machine has to trust the server&apos;s certificate</source>
        <translation>Dort wird TLS gesprochen: Dieser Rechner muss dem Zertifikat des Servers vertrauen</translation>
    </message>
    <message>
        <source>TLS is spoken at %1, and ws:// goes without it</source>
        <translation>Bei %1 wird TLS gesprochen, und ws:// kommt ohne</translation>
    </message>
    <message>
        <source>Write wss:// instead of ws://</source>
        <translation>wss:// statt ws:// schreiben</translation>
    </message>
    <message>
        <source>What answers at %1 speaks no HTTP</source>
        <translation>Was bei %1 antwortet, spricht kein HTTP</translation>
    </message>
    <message>
        <source>%1: it says “%2”</source>
        <translation>%1: es meldet „%2“</translation>
    </message>
    <message>
        <source>A WebSocket server begins with HTTP: check the port</source>
        <translation>Ein WebSocket-Server beginnt mit HTTP: den Port prüfen</translation>
    </message>
    <message>
        <source>What answers at %1 is a Redis, not a WebSocket server</source>
        <translation>Was bei %1 antwortet, ist ein Redis, kein WebSocket-Server</translation>
    </message>
    <message>
        <source>Attach a WebSocket server that uses it: its address, not that of its broker</source>
        <translation>Einen WebSocket-Server anbinden, der ihn benutzt: dessen Adresse, nicht die seines Brokers</translation>
    </message>
    <message>
        <source>Something takes connections there and says nothing: check the port, and whether the server is stuck</source>
        <translation>Dort nimmt etwas Verbindungen an und sagt nichts: den Port prüfen und ob der Server hängt</translation>
    </message>
    <message>
        <source>Check that the server runs, and its host and port</source>
        <translation>Prüfen, ob der Server läuft, und Host und Port</translation>
    </message>
    <message>
        <source>It lets clients in and sends them away: %1</source>
        <translation>Er lässt Clients herein und schickt sie fort: %1</translation>
    </message>
    <message>
        <source>Look into the log of the server</source>
        <translation>Im Protokoll des Servers nachsehen</translation>
    </message>
    <message>
        <source>What this server sends is not text: %1</source>
        <translation>Was dieser Server sendet, ist kein Text: %1</translation>
    </message>
    <message>
        <source>The dialect plain is bare text: check the path, or whether it is the right server</source>
        <translation>Der Dialekt plain ist reiner Text: den Pfad prüfen und ob es der richtige Server ist</translation>
    </message>
    <message>
        <source>What this server sends is not %1: %2</source>
        <translation>Was dieser Server sendet, ist nicht %1: %2</translation>
    </message>
    <message>
        <source>Where it speaks bare text, choose the dialect plain</source>
        <translation>Wenn er reinen Text spricht, den Dialekt plain wählen</translation>
    </message>
</context>
<context>
    <name>crosstalk::Removals</name>
    <message>
        <source>the chat of %1</source>
        <translation>Chat von %1</translation>
    </message>
    <message>
        <source>instance %1</source>
        <translation>Instanz %1</translation>
    </message>
</context>
<context>
    <name>crosstalk::ScenarioActions</name>
    <message>
        <source>Open one that comes &amp;along</source>
        <translation>&amp;Mitgeliefertes öffnen</translation>
    </message>
    <message>
        <source>&amp;Open scenario…</source>
        <translation>S&amp;zenario öffnen…</translation>
    </message>
    <message>
        <source>Open a scenario&apos;s file, to see its steps and run it</source>
        <translation>Die Datei eines Szenarios öffnen, um seine Schritte zu sehen und es auszuführen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>Run the scenario, on a cluster of its own</source>
        <translation>Das Szenario auf einem eigenen Cluster ausführen</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Pausieren</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Take no further step, and judge what has been seen</source>
        <translation>Keinen weiteren Schritt tun und das bisher Gesehene beurteilen</translation>
    </message>
    <message>
        <source>Re&amp;load</source>
        <translation>Neu &amp;laden</translation>
    </message>
    <message>
        <source>Read the scenario&apos;s file again</source>
        <translation>Die Datei des Szenarios neu einlesen</translation>
    </message>
    <message>
        <source>R&amp;eport…</source>
        <translation>Be&amp;richt…</translation>
    </message>
    <message>
        <source>Show the report of the run in the browser</source>
        <translation>Den Bericht des Laufs im Browser zeigen</translation>
    </message>
    <message>
        <source>Sa&amp;ve report…</source>
        <translation>Bericht &amp;speichern…</translation>
    </message>
    <message>
        <source>Write the report of the run as HTML, JSON or JUnit XML</source>
        <translation>Den Bericht des Laufs als HTML, JSON oder JUnit XML schreiben</translation>
    </message>
    <message>
        <source>&amp;Close scenario</source>
        <translation>Szenario s&amp;chließen</translation>
    </message>
    <message>
        <source>End the scenario and go back to the cluster of one&apos;s own</source>
        <translation>Das Szenario beenden und zum eigenen Cluster zurückkehren</translation>
    </message>
    <message>
        <source>Open a scenario that comes with the program</source>
        <translation>Ein mit dem Programm geliefertes Szenario öffnen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>“%1” is still running. End it without a verdict?</source>
        <translation>„%1“ läuft noch. Ohne Urteil beenden?</translation>
    </message>
    <message>
        <source>Stop judges what has been seen so far.</source>
        <translation>Der Befehl „Beenden“ im Menü beurteilt das bisher Gesehene.</translation>
    </message>
    <message>
        <source>&amp;End it</source>
        <translation>Ohne &amp;Urteil beenden</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml)</source>
        <translation>Szenarien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>No browser answered. The report is in %1 as long as this window is open; Save report… keeps it.</source>
        <translation>Kein Browser hat reagiert. Der Bericht liegt in %1, solange dieses Fenster offen ist; „Bericht speichern…“ bewahrt ihn auf.</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>JUnit XML (*.xml)</source>
        <translation>JUnit XML (*.xml)</translation>
    </message>
    <message>
        <source>Res&amp;ume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Go on with the steps</source>
        <translation>Mit den Schritten fortfahren</translation>
    </message>
    <message>
        <source>Hold the steps where they are; links and processes live on</source>
        <translation>Die Schritte an dieser Stelle anhalten; Verbindungen und Prozesse leben weiter</translation>
    </message>
</context>
<context>
    <name>crosstalk::ScenarioPanel</name>
    <message>
        <source>The file has a mistake</source>
        <translation>Die Datei hat einen Fehler</translation>
    </message>
    <message>
        <source>The file has %1 mistakes</source>
        <translation>Die Datei hat %1 Fehler</translation>
    </message>
    <message>
        <source>Ended after %1: %2</source>
        <translation>Beendet nach %1: %2</translation>
    </message>
    <message>
        <source>Starting the broker, the instances and the clients…</source>
        <translation>Broker, Instanzen und Clients werden gestartet…</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Paused: no further step is taken</source>
        <translation>Pausiert: kein weiterer Schritt</translation>
    </message>
    <message>
        <source>Ending its processes…</source>
        <translation>Prozesse werden beendet…</translation>
    </message>
    <message>
        <source>Ready to run · claims %1</source>
        <translation>Bereit zum Ausführen · verspricht %1</translation>
    </message>
    <message>
        <source>What was told on the way</source>
        <translation>Unterwegs gemeldet</translation>
    </message>
    <message>
        <source>State of the scenario</source>
        <translation>Zustand des Szenarios</translation>
    </message>
    <message>
        <source>Mistakes in the scenario&apos;s file</source>
        <translation>Fehler in der Datei des Szenarios</translation>
    </message>
    <message>
        <source>Steps of the scenario</source>
        <translation>Schritte des Szenarios</translation>
    </message>
    <message>
        <source>What must hold, and whether it does</source>
        <translation>Was gelten muss und ob es gilt</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>What must hold</source>
        <translation>Was gelten muss</translation>
    </message>
    <message>
        <source>On the way</source>
        <translation>Unterwegs</translation>
    </message>
    <message>
        <source>Scenario %1</source>
        <translation>Szenario %1</translation>
    </message>
    <message>
        <source>line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>%1 of %2 did not hold</source>
        <translation>%1 von %2 nicht erfüllt</translation>
    </message>
    <message>
        <source>%1 of %2 could not be judged</source>
        <translation>%1 von %2 nicht zu beurteilen</translation>
    </message>
    <message>
        <source>everything held</source>
        <translation>alles erfüllt</translation>
    </message>
    <message>
        <source>Mistakes</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>crosstalk::Service</name>
    <message>
        <source>%1 ended before it was ready: %2</source>
        <translation>%1 endete, bevor es so weit war: %2</translation>
    </message>
    <message>
        <source>It said: %1</source>
        <translation>Ausgabe: %1</translation>
    </message>
    <message>
        <source>%1 was not ready after %2 s</source>
        <translation>%1 war nach %2 s nicht bereit</translation>
    </message>
    <message>
        <source>%1 cannot have port %2: another program has taken it</source>
        <translation>%1 bekommt Port %2 nicht: Ein anderes Programm belegt ihn</translation>
    </message>
    <message>
        <source>End that program, or use another port</source>
        <translation>Dieses Programm beenden oder einen anderen Port nehmen</translation>
    </message>
    <message>
        <source>%1 cannot have port %2: %3 has taken it</source>
        <translation>%1 bekommt Port %2 nicht: %3 belegt ihn</translation>
    </message>
    <message>
        <source>End that process, or use another port</source>
        <translation>Diesen Prozess beenden oder einen anderen Port nehmen</translation>
    </message>
</context>
<context>
    <name>crosstalk::Session</name>
    <message>
        <source>%1 speaks %2 and cannot move to %3, which speaks %4</source>
        <translation>%1 spricht %2 und kann nicht zu %3 wechseln, das %4 spricht</translation>
    </message>
    <message>
        <source>Move it to an instance of the same dialect</source>
        <translation>Zu einer Instanz desselben Dialekts wechseln</translation>
    </message>
    <message>
        <source>%1 cannot move to %2, which belongs to another system</source>
        <translation>%1 kann nicht zu %2 wechseln, das zu einem anderen System gehört</translation>
    </message>
    <message>
        <source>Move it to an instance of the same system</source>
        <translation>Zu einer Instanz desselben Systems wechseln</translation>
    </message>
    <message>
        <source>%1 is not connected to %2</source>
        <translation>%1 ist nicht mit %2 verbunden</translation>
    </message>
    <message>
        <source>%1 has not joined %2</source>
        <translation>%1 ist %2 nicht beigetreten</translation>
    </message>
</context>
<context>
    <name>crosstalk::SessionActions</name>
    <message>
        <source>Ne&amp;w cluster</source>
        <translation>Ne&amp;uer Cluster</translation>
    </message>
    <message>
        <source>End this cluster and start another, with an account of its own</source>
        <translation>Diesen Cluster beenden und einen neuen mit eigener Bilanz starten</translation>
    </message>
    <message>
        <source>Rece&amp;nt clusters</source>
        <translation>Frühere Clus&amp;ter</translation>
    </message>
    <message>
        <source>&amp;Preferences…</source>
        <translation>Einstellun&amp;gen…</translation>
    </message>
    <message>
        <source>Choose programs, ports, names and the theme</source>
        <translation>Programme, Ports, Namen und Farbschema wählen</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>Far&amp;bschema</translation>
    </message>
    <message>
        <source>Open a cluster of a former session, with its chats</source>
        <translation>Einen Cluster einer früheren Sitzung samt Chats öffnen</translation>
    </message>
    <message>
        <source>Light, dark, or as the desktop has it</source>
        <translation>Hell, dunkel oder wie der Desktop</translation>
    </message>
    <message>
        <source>Forget the clusters of former sessions</source>
        <translation>Die Cluster früherer Sitzungen vergessen</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Wie der &amp;Desktop</translation>
    </message>
    <message>
        <source>Light or dark as the desktop has it</source>
        <translation>Hell oder dunkel, wie der Desktop</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Light, whatever the desktop has</source>
        <translation>Hell, unabhängig vom Desktop</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>Du&amp;nkel</translation>
    </message>
    <message>
        <source>Dark, whatever the desktop has</source>
        <translation>Dunkel, unabhängig vom Desktop</translation>
    </message>
    <message>
        <source>&amp;Undo closing</source>
        <translation>Schließen rüc&amp;kgängig machen</translation>
    </message>
    <message>
        <source>&amp;Undo: bring back %1</source>
        <translation>Rüc&amp;kgängig: %1 zurückholen</translation>
    </message>
    <message>
        <source>Nothing has been closed or removed</source>
        <translation>Es wurde nichts geschlossen oder entfernt</translation>
    </message>
    <message>
        <source>Bring back %1</source>
        <translation>%1 zurückholen</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Open this cluster anew, so that what you have changed holds at once?</source>
        <translation>Diesen Cluster neu öffnen, damit die Änderungen sofort gelten?</translation>
    </message>
    <message>
        <source>Its chats are opened again; what was said in them is gone.</source>
        <translation>Seine Chats werden wieder geöffnet; was darin gesagt wurde, ist weg.</translation>
    </message>
    <message>
        <source>&amp;Open anew</source>
        <translation>Neu ö&amp;ffnen</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>&amp;Später</translation>
    </message>
    <message>
        <source>Start a new cluster?</source>
        <translation>Neuen Cluster starten?</translation>
    </message>
    <message>
        <source>&amp;Start it</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>&amp;Forget these…</source>
        <translation>Diese &amp;vergessen…</translation>
    </message>
    <message>
        <source>Open “%1”?</source>
        <translation>„%1“ öffnen?</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>End this cluster and open this one: %1</source>
        <translation>Diesen Cluster beenden und diesen öffnen: %1</translation>
    </message>
    <message>
        <source>Recent clusters</source>
        <translation>Frühere Cluster</translation>
    </message>
    <message>
        <source>Forget the clusters of former sessions?</source>
        <translation>Die Cluster früherer Sitzungen vergessen?</translation>
    </message>
    <message>
        <source>What is open now stays, and is remembered when it is closed.</source>
        <translation>Was jetzt offen ist, bleibt und wird beim Schließen gemerkt.</translation>
    </message>
    <message>
        <source>&amp;Forget them</source>
        <translation>&amp;Vergessen</translation>
    </message>
    <message>
        <source>Another cluster</source>
        <translation>Anderer Cluster</translation>
    </message>
    <message>
        <source>The running one is stopped.</source>
        <translation>Der laufende wird angehalten.</translation>
    </message>
    <message>
        <source>What was said in its chats is gone.</source>
        <translation>Was in seinen Chats gesagt wurde, ist weg.</translation>
    </message>
    <message>
        <source>“%1” ends without a verdict.</source>
        <translation>„%1“ endet ohne Urteil.</translation>
    </message>
    <message>
        <source>It stays under Recent clusters, with its chats.</source>
        <translation>Er bleibt samt Chats unter Frühere Cluster.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>This cluster and its chats cannot be kept for the next start. %1</source>
        <translation>Dieser Cluster und seine Chats lassen sich nicht für den nächsten Start merken. %1</translation>
    </message>
    <message>
        <source>&amp;Close without</source>
        <translation>&amp;Trotzdem schließen</translation>
    </message>
    <message>
        <source>Its chats are opened again.</source>
        <translation>Seine Chats werden wieder geöffnet.</translation>
    </message>
</context>
<context>
    <name>crosstalk::SessionMenu</name>
    <message>
        <source>&amp;Show chat</source>
        <translation>Chat &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;New chat…</source>
        <translation>&amp;Neuer Chat…</translation>
    </message>
    <message>
        <source>&amp;Close chat</source>
        <translation>Chat &amp;schließen</translation>
    </message>
    <message>
        <source>Put &amp;back</source>
        <translation>Zurück&amp;holen</translation>
    </message>
    <message>
        <source>T&amp;ear off</source>
        <translation>&amp;Abreißen</translation>
    </message>
</context>
<context>
    <name>crosstalk::StatusLine</name>
    <message>
        <source>Summary of the run</source>
        <translation>Zusammenfassung des Laufs</translation>
    </message>
    <message>
        <source>Figures of the run</source>
        <translation>Zahlen des Laufs</translation>
    </message>
    <message>
        <source>Everything held</source>
        <translation>Alles eingehalten</translation>
    </message>
    <message>
        <source>Nothing sent yet</source>
        <translation>Noch nichts gesendet</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>%1 verloren</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <translation>%1 abgelehnt</translation>
    </message>
    <message>
        <source>All delivered, but not once and in order</source>
        <translation>Alles zugestellt, aber nicht genau einmal und in Reihenfolge</translation>
    </message>
    <message>
        <source>%1 under way</source>
        <translation>%1 unterwegs</translation>
    </message>
    <message>
        <source>All that was due delivered; %1 missed in faults</source>
        <translation>Alles Fällige zugestellt; %1 bei Störungen verpasst</translation>
    </message>
    <message>
        <source>All delivered</source>
        <translation>Alles zugestellt</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>%1 gesendet</translation>
    </message>
    <message>
        <source>%1 due</source>
        <translation>%1 fällig</translation>
    </message>
    <message>
        <source>%1 delivered</source>
        <translation>%1 zugestellt</translation>
    </message>
    <message>
        <source>%1 twice</source>
        <translation>%1 doppelt</translation>
    </message>
    <message>
        <source>%1 out of order</source>
        <translation>%1 vertauscht</translation>
    </message>
    <message>
        <source>%1 missed in faults</source>
        <translation>%1 bei Störungen verpasst</translation>
    </message>
    <message>
        <source>p99 %1</source>
        <translation>p99 %1</translation>
    </message>
    <message>
        <source>%1 not sent</source>
        <translation>%1 nicht gesendet</translation>
    </message>
    <message>
        <source>All delivered, %1 delayed</source>
        <translation>Alles zugestellt, %1 verzögert</translation>
    </message>
    <message>
        <source>%1 delayed</source>
        <translation>%1 verzögert</translation>
    </message>
    <message>
        <source>Everything held; %1</source>
        <translation>Alles eingehalten; %1</translation>
    </message>
    <message>
        <source>%1 unanswered</source>
        <translation>%1 unbeantwortet</translation>
    </message>
    <message>
        <source>%1 lost, %2 of them not decided yet · %3</source>
        <translation>%1 verloren, davon %2 noch nicht entschieden · %3</translation>
    </message>
    <message>
        <source>%1 phantom</source>
        <translation>%1 Phantom</translation>
    </message>
    <message>
        <source>All that was due delivered; %1 missed in faults, %2 delayed</source>
        <translation>Alles Fällige zugestellt; %1 bei Störungen verpasst, %2 verzögert</translation>
    </message>
</context>
<context>
    <name>crosstalk::StepsModel</name>
    <message>
        <source>branch %1</source>
        <translation>Zweig %1</translation>
    </message>
    <message>
        <source>%1 · round %2 of %3</source>
        <translation>%1 · Runde %2 von %3</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>running: %1</source>
        <translation>läuft: %1</translation>
    </message>
    <message>
        <source>done: %1</source>
        <translation>fertig: %1</translation>
    </message>
</context>
<context>
    <name>crosstalk::TailTable</name>
    <message>
        <source>Searching…</source>
        <translation>Suche läuft…</translation>
    </message>
    <message>
        <source>Go to the newest row</source>
        <translation>Zur neuesten Zeile</translation>
    </message>
    <message>
        <source>Go to the newest row, and follow (Ctrl+End)</source>
        <translation>Zur neuesten Zeile, und ihr folgen (Strg+Ende)</translation>
    </message>
</context>
<context>
    <name>crosstalk::TornOffChat</name>
    <message>
        <source>%1 on %2, %3</source>
        <translation>%1 auf %2, %3</translation>
    </message>
    <message>
        <source>(%1) %2</source>
        <translation>(%1) %2</translation>
    </message>
</context>
<context>
    <name>crosstalk::TrafficControl</name>
    <message>
        <source>Traff&amp;ic</source>
        <translation>&amp;Verkehr</translation>
    </message>
    <message>
        <source>Traffic &amp;rate…</source>
        <translation>Ver&amp;kehrsrate…</translation>
    </message>
    <message>
        <source>Keep messages flowing between all chats, so that the matrix is never stale</source>
        <translation>Ständig Nachrichten zwischen allen Chats fließen lassen, damit die Matrix nie veraltet</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Say how many messages a second, of all chats together</source>
        <translation>Festlegen, wie viele Nachrichten pro Sekunde alle Chats zusammen senden</translation>
    </message>
    <message>
        <source>/s</source>
        <translation>/s</translation>
    </message>
    <message>
        <source>Traffic, messages a second</source>
        <translation>Verkehr, Nachrichten pro Sekunde</translation>
    </message>
    <message>
        <source>Messages a second, of all chats together: %1 to %2</source>
        <translation>Nachrichten je Sekunde, alle Chats zusammen: %1 bis %2</translation>
    </message>
    <message>
        <source>Traffic flows as soon as a chat has a link: start the cluster (Ctrl+R), or open a chat (Ctrl+N)</source>
        <translation>Verkehr fließt, sobald ein Chat verbunden ist: den Cluster starten (Strg+R) oder einen Chat öffnen (Strg+N)</translation>
    </message>
</context>
<context>
    <name>crosstalk::VerdictFeed</name>
    <message>
        <source>instance %1 ended unasked at %2</source>
        <translation>Instanz %1 hat sich um %2 unaufgefordert beendet</translation>
    </message>
</context>
<context>
    <name>crosstalk::VerdictModel</name>
    <message>
        <source>during: %1</source>
        <translation>während: %1</translation>
    </message>
    <message>
        <source>Show this message in the table</source>
        <translation>Diese Nachricht in der Tabelle zeigen</translation>
    </message>
</context>
<context>
    <name>crosstalk::VerdictPill</name>
    <message>
        <source>Verdict: open</source>
        <translation>Urteil: offen</translation>
    </message>
    <message>
        <source>Verdict: %1</source>
        <translation>Urteil: %1</translation>
    </message>
    <message>
        <source>PASS</source>
        <translation>BESTANDEN</translation>
    </message>
    <message>
        <source>FAIL</source>
        <translation>DURCHGEFALLEN</translation>
    </message>
    <message>
        <source>UNKNOWN</source>
        <translation>UNKLAR</translation>
    </message>
    <message>
        <source>Nothing that was due is lost, but not all that was to be sent was taken</source>
        <translation>Nichts Fälliges ist verloren, aber nicht alles zu Sendende wurde angenommen</translation>
    </message>
    <message>
        <source>HELD</source>
        <translation>GEHALTEN</translation>
    </message>
</context>
<context>
    <name>crosstalk::Workbench</name>
    <message>
        <source>%1 has ended unasked: %2</source>
        <translation>%1 hat sich unaufgefordert beendet: %2</translation>
    </message>
    <message>
        <source>There is no instance %1</source>
        <translation>Es gibt keine Instanz %1</translation>
    </message>
    <message>
        <source>The server&apos;s program is version %1, this one is version %2</source>
        <translation>Das Serverprogramm hat Version %1, dieses Programm Version %2</translation>
    </message>
    <message>
        <source>They may not understand each other. Install both from the same build, or name another server in the preferences</source>
        <translation>Sie verstehen einander vielleicht nicht. Beide aus demselben Build installieren oder in den Einstellungen einen anderen Server angeben</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>--%1 %2: not a number from 1 to %3</source>
        <translation>--%1 %2: keine Zahl von 1 bis %3</translation>
    </message>
    <message>
        <source>--theme %1: not light, dark or system</source>
        <translation>--theme %1: weder light noch dark noch system</translation>
    </message>
    <message>
        <source>Chat across several WebSocket servers behind one Redis broker.</source>
        <translation>Über mehrere WebSocket-Server hinter einem Redis-Broker chatten.</translation>
    </message>
    <message>
        <source>How many instances to start (1 to 26); by default the last cluster is opened again.</source>
        <translation>Zahl der zu startenden Instanzen (1 bis 26); ohne Angabe wird der letzte Cluster wieder geöffnet.</translation>
    </message>
    <message>
        <source>The crosstalk-server to run; by default the one beside this program, or in PATH.</source>
        <translation>Der auszuführende crosstalk-server; ohne Angabe der neben diesem Programm oder im PATH.</translation>
    </message>
    <message>
        <source>The broker to run; by default redis-server or valkey-server from PATH.</source>
        <translation>Der auszuführende Broker; ohne Angabe redis-server oder valkey-server aus dem PATH.</translation>
    </message>
    <message>
        <source>light, dark or system; by default as last chosen.</source>
        <translation>light, dark oder system; ohne Angabe wie zuletzt gewählt.</translation>
    </message>
    <message>
        <source>Measure how soon the window is there and how long it is blocked while messages come in, print that, and end. Takes and leaves no settings.</source>
        <translation>Messen, wie schnell das Fenster da ist und wie lange es bei eingehenden Nachrichten blockiert, dies ausgeben und beenden. Liest und hinterlässt keine Einstellungen.</translation>
    </message>
    <message>
        <source>How long messages come in (1 to %1).</source>
        <translation>Wie lange Nachrichten eingehen (1 bis %1).</translation>
    </message>
    <message>
        <source>How many are received a second, in all chats together (1 to %1).</source>
        <translation>Wie viele pro Sekunde empfangen werden, in allen Chats zusammen (1 bis %1).</translation>
    </message>
</context>
</TS>
