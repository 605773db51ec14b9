<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AgreementPanel</name>
    <message numerus="yes">
        <source>%n articles</source>
        <translation>
            <numerusform>%n article</numerusform>
            <numerusform>%n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArticlePane</name>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConcordancePanel</name>
    <message numerus="yes">
        <source>%n hits</source>
        <translation>
            <numerusform>%n hit</numerusform>
            <numerusform>%n hits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Conflicts</name>
    <message numerus="yes">
        <source>%n places were changed differently by somebody else; {key} goes there</source>
        <translation>
            <numerusform>%n place was changed differently by somebody else; {key} goes there</numerusform>
            <numerusform>%n places were changed differently by somebody else; {key} goes there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CuratorPage</name>
    <message numerus="yes">
        <source>%n on which all agree will be done as soon as somebody adjudicates</source>
        <translation>
            <numerusform>%n on which all agree will be done as soon as somebody adjudicates</numerusform>
            <numerusform>%n on which all agree will be done as soon as somebody adjudicates</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Deletion</name>
    <message numerus="yes">
        <source>Delete %n articles for everybody?</source>
        <translation>
            <numerusform>Delete %n article for everybody?</numerusform>
            <numerusform>Delete %n articles for everybody?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DoubtsPanel</name>
    <message numerus="yes">
        <source>%n doubts left</source>
        <translation>
            <numerusform>%n doubt left</numerusform>
            <numerusform>%n doubts left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ElsewherePanel</name>
    <message numerus="yes">
        <source>%n times without a label</source>
        <translation>
            <numerusform>%n time without a label</numerusform>
            <numerusform>%n times without a label</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message numerus="yes">
        <source>Looking at files: %n articles…</source>
        <translation>
            <numerusform>Looking at files: %n article…</numerusform>
            <numerusform>Looking at files: %n articles…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import the %n good ones</source>
        <translation>
            <numerusform>Import the %n good one</numerusform>
            <numerusform>Import the %n good ones</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %n articles</source>
        <translation>
            <numerusform>Import %n article</numerusform>
            <numerusform>Import %n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles are in the project already and get this work.</source>
        <translation>
            <numerusform>%n article is in the project already and gets this work.</numerusform>
            <numerusform>%n articles are in the project already and get this work.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles would come in</source>
        <translation>
            <numerusform>%n article would come in</numerusform>
            <numerusform>%n articles would come in</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n spans</source>
        <translation>
            <numerusform>%n span</numerusform>
            <numerusform>%n spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n would not come in: see below.</source>
        <translation>
            <numerusform>%n would not come in: see below.</numerusform>
            <numerusform>%n would not come in: see below.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LearningPanel</name>
    <message numerus="yes">
        <source>Trained on %n articles</source>
        <translation>
            <numerusform>Trained on %n article</numerusform>
            <numerusform>Trained on %n articles</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln spans</source>
        <translation>
            <numerusform>%Ln span</numerusform>
            <numerusform>%Ln spans</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The model comes from another project; after %n more articles this one gets its own.</source>
        <translation>
            <numerusform>The model comes from another project; after %n more article this one gets its own.</numerusform>
            <numerusform>The model comes from another project; after %n more articles this one gets its own.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Learns after %n more articles.</source>
        <translation>
            <numerusform>Learns after %n more article.</numerusform>
            <numerusform>Learns after %n more articles.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles are new since then.</source>
        <translation>
            <numerusform>%n article is new since then.</numerusform>
            <numerusform>%n articles are new since then.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n articles have changed since then.</source>
        <translation>
            <numerusform>%n article has changed since then.</numerusform>
            <numerusform>%n articles have changed since then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OtherwisePanel</name>
    <message numerus="yes">
        <source>%n places</source>
        <translation>
            <numerusform>%n place</numerusform>
            <numerusform>%n places</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message numerus="yes">
        <source>%n conflicts</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n questions</source>
        <translation>
            <numerusform>%n question</numerusform>
            <numerusform>%n questions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n confirmed</numerusform>
            <numerusform>%n confirmed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueuePanel</name>
    <message numerus="yes">
        <source>%n given to others</source>
        <translation>
            <numerusform>%n given to others</numerusform>
            <numerusform>%n given to others</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Recovery</name>
    <message numerus="yes">
        <source>Rebuild %n articles</source>
        <translation>
            <numerusform>Rebuild %n article</numerusform>
            <numerusform>Rebuild %n articles</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message numerus="yes">
        <source>%n to review</source>
        <translation>
            <numerusform>%n to review</numerusform>
            <numerusform>%n to review</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not saved: %n edits only in memory</source>
        <translation>
            <numerusform>Not saved: %n edit only in memory</numerusform>
            <numerusform>Not saved: %n edits only in memory</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SuggesterChooser</name>
    <message numerus="yes">
        <source>%n spans</source>
        <translation>
            <numerusform>%n span</numerusform>
            <numerusform>%n spans</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ToldOtherwise</name>
    <message numerus="yes">
        <source>%n of your places were decided otherwise, or are asked about</source>
        <translation>
            <numerusform>%n of your places was decided otherwise, or is asked about</numerusform>
            <numerusform>%n of your places were decided otherwise, or are asked about</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnsavedQuestion</name>
    <message numerus="yes">
        <source>Close and lose %n edits</source>
        <translation>
            <numerusform>Close and lose %n edit</numerusform>
            <numerusform>Close and lose %n edits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsPanel</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
</TS>
