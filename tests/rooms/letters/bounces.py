"""Delivery reports as mail servers write them, about a mail of a given Message-ID."""

POSTFIX = """\
Return-Path: <>
From: MAILER-DAEMON@mx.provider.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: letters@provider.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4Zb.1771"
Message-Id: <20260216101112.4Zb@mx.provider.example>

This is a MIME-encapsulated message.

--4Zb.1771
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--4Zb.1771
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.provider.example
X-Postfix-Queue-ID: 4Zb
X-Postfix-Sender: rfc822; letters@provider.example
Arrival-Date: Mon, 16 Feb 2026 10:11:10 +0000 (GMT)

Final-Recipient: rfc822; amina@example.org
Original-Recipient: rfc822;amina@example.org
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 550 5.1.1 <amina@example.org>: Recipient address
    rejected: User unknown

--4Zb.1771
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

Return-Path: <letters@provider.example>
From: The Provider <letters@provider.example>
To: amina@example.org
Subject: Please get in touch
Message-ID: MESSAGE_ID

--4Zb.1771--
"""
EXIM = """\
Return-path: <>
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@relay.example>
To: letters@provider.example
Content-Type: multipart/report; report-type=delivery-status; boundary=1771-eximdsn-18
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1vr-0001@relay.example>

--1771-eximdsn-18
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

--1771-eximdsn-18
Content-type: message/delivery-status

Reporting-MTA: dns; relay.example

Action: failed
Final-Recipient: rfc822;amina@example.org
Status: 5.0.0
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; 552 5.2.2 mailbox full

--1771-eximdsn-18
Content-type: message/rfc822

Return-path: <letters@provider.example>
From: The Provider <letters@provider.example>
To: amina@example.org
Subject: Please get in touch
Message-ID: MESSAGE_ID
Content-Type: text/plain; charset="utf-8"

Dear Amina,

--1771-eximdsn-18--
"""
EXCHANGE = """\
From: <postmaster@school.example>
To: <letters@provider.example>
Date: Mon, 16 Feb 2026 10:11:12 +0000
Content-Type: multipart/report; report-type=delivery-status;
 boundary="3f9a_school"
Message-ID: <5b2c@school.example>
In-Reply-To: MESSAGE_ID
References: MESSAGE_ID
Subject: =?utf-8?q?Anghyflawnadwy=3A_llythyr?=
MIME-Version: 1.0

--3f9a_school
Content-Type: multipart/alternative; boundary="inner"

--inner
Content-Type: text/html; charset="utf-8"
Content-Transfer-Encoding: base64

PGI+TWFpbGJveDwvYj4=

--inner--

--3f9a_school
Content-Type: message/delivery-status

Reporting-MTA: dns;mail.school.example
Received-From-MTA: dns;mx.provider.example
Original-Envelope-Id: TOKEN
Arrival-Date: Mon, 16 Feb 2026 10:11:11 +0000

Original-Recipient: rfc822;amina@example.org
Final-Recipient: rfc822;amina@example.org
Action: failed
Status: 5.4.1
Diagnostic-Code: smtp;550 5.4.1 Recipient address rejected: Access denied

--3f9a_school
Content-Type: message/rfc822

From: The Provider <letters@provider.example>
Subject: Please get in touch

Dear Amina,

--3f9a_school--
"""
SORTS = {"postfix": POSTFIX, "exim": EXIM, "exchange": EXCHANGE}


def bounce(message_id: str, sort: str = "postfix", action: str = "failed") -> bytes:
    """A report by a server of a sort, about a mail; it failed unless told otherwise."""
    token = message_id.strip("<>").partition("@")[0]
    text = SORTS[sort].replace("MESSAGE_ID", message_id).replace("TOKEN", token)
    return text.replace("Action: failed", f"Action: {action}").replace("\n", "\r\n").encode()
