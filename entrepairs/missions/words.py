"""256 plain French words, one per byte; the order never changes (docs/mechanisms/missions.md).

Concrete, friendly, one to three syllables, none a homophone of another.
"""

from __future__ import annotations

_ALL = """
abeille abricot acajou agrume aiguille album algue alouette amande ancre anis arbre arche
ardoise argile armoire artichaut asperge atlas aurore avoine bagage balade balcon ballon
bambou banane banc barque basilic bateau batterie baume belette berceau berge bille biscuit
blé bocal bois bonnet bosquet bottine boucle bougie boussole branche brioche brise brouette
bruyère buisson bureau cabane cadran café cahier caillou calanque canal canard cannelle
carafe carillon carnet carotte carreau cascade cassis castor cerise chaise chalet chandail
chanson chapeau charrue châtaigne chemin cheval chèvre chêne cigale citron clairière
clarinette clavier cloche clocher colline comète compas concert coquelicot coquille corail
corbeille cordage coton craie crayon crème criquet cuisine cuivre cyprès dalle damier danse
dauphin dentelle dune enclume escale escalier écharpe échelle écluse écorce écran écureuil
épice érable étagère étang étoile éventail fable falaise fanfare farine fenêtre fenouil
feuille ficelle figue fleuve flocon flûte fontaine forêt fougère fourmi fraise frêne galet
gare gazelle gentiane girafe givre glaïeul grange grenier grillon groseille guitare hamac
hameau harpe herbe hérisson hibou horizon horloge huître iris île jardin jasmin jonquille
jument kayak kiwi laine lampe lanterne laurier lavande levain légende lézard lierre lilas
livre loutre lune luzerne madrier maïs mandarine mangue manteau marelle marée marmite
marron melon menthe merle mélèze miel mimosa miroir moulin mousse muguet murmure myrtille
navette neige nénuphar noisette nuage oasis olive ombrelle orange orgue origan orme osier
palette panier papier papillon parfum passerelle pastèque peinture perle pêche pin pinceau
pivoine plage plume poire pollen pommier potager prairie prune quai radeau raisin renard
rivage rivière romarin rosée ruban sapin tambour velours
"""
WORDS: tuple[str, ...] = tuple(_ALL.split())
